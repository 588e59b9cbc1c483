import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cycleIn, isCyclic, stronglyConnectedComponents } from './components.ts';
import { ancestors, children, descendants, directedPaths, type Graph, parents } from './graph.ts';

const names = ['a', 'b', 'c', 'd', 'e', 'f'];
const edge = fc.record({ from: fc.constantFrom(...names), to: fc.constantFrom(...names), lag: fc.nat(2) });
const anyGraph: fc.Arbitrary<Graph> = fc.record({
  nodes: fc.constant(names),
  edges: fc.array(edge, { maxLength: 12 }),
});

/** Reachability in one step or more, by Warshall's algorithm. */
function closure(graph: Graph): (from: string, to: string) => boolean {
  const reach = new Set(graph.edges.map(({ from, to }) => `${from}>${to}`));
  for (const k of names)
    for (const i of names)
      for (const j of names) if (reach.has(`${i}>${k}`) && reach.has(`${k}>${j}`)) reach.add(`${i}>${j}`);
  return (from, to) => reach.has(`${from}>${to}`);
}

const fork: Graph = {
  nodes: ['demand', 'search', 'tv', 'sales'],
  edges: [
    { from: 'demand', to: 'search', lag: 0 },
    { from: 'demand', to: 'sales', lag: 0 },
    { from: 'tv', to: 'search', lag: 1 },
    { from: 'search', to: 'sales', lag: 0 },
    { from: 'tv', to: 'sales', lag: 0 },
  ],
};

test('a funnel with demand, by hand', () => {
  expect(parents(fork, 'sales')).toEqual(['demand', 'search', 'tv']);
  expect(children(fork, 'tv')).toEqual(['search', 'sales']);
  expect(ancestors(fork, 'search')).toEqual(['demand', 'tv']);
  expect(descendants(fork, 'demand')).toEqual(['search', 'sales']);
  expect(directedPaths(fork, 'tv', 'sales')).toEqual([
    ['tv', 'search', 'sales'],
    ['tv', 'sales'],
  ]);
  expect(stronglyConnectedComponents(fork)).toEqual([['demand'], ['tv'], ['search'], ['sales']]);
});

test('ancestors and descendants are what Warshall’s closure says', () => {
  fc.assert(
    fc.property(anyGraph, fc.constantFrom(...names), (graph, node) => {
      const reaches = closure(graph);
      expect(ancestors(graph, node)).toEqual(names.filter((other) => other !== node && reaches(other, node)));
      expect(descendants(graph, node)).toEqual(names.filter((other) => other !== node && reaches(node, other)));
    }),
  );
});

test('components are the classes of mutual reachability, causes first', () => {
  fc.assert(
    fc.property(anyGraph, (graph) => {
      const reaches = closure(graph);
      const components = stronglyConnectedComponents(graph);
      expect(components.flat().sort()).toEqual(names);
      const place = new Map(components.flatMap((members, i) => members.map((name) => [name, i])));
      for (const a of names)
        for (const b of names) {
          expect(place.get(a) === place.get(b)).toBe(a === b || (reaches(a, b) && reaches(b, a)));
          if (reaches(a, b)) expect(place.get(a)!).toBeLessThanOrEqual(place.get(b)!);
        }
    }),
  );
});

test('a component is cyclic when a node of it reaches itself, and the cycle named is one', () => {
  fc.assert(
    fc.property(anyGraph, (graph) => {
      const reaches = closure(graph);
      for (const component of stronglyConnectedComponents(graph)) {
        const cyclic = isCyclic(graph, component);
        expect(cyclic).toBe(component.some((name) => reaches(name, name)));
        if (!cyclic) continue;
        const cycle = cycleIn(graph, component);
        expect(cycle[0]).toBe(cycle.at(-1));
        for (let i = 1; i < cycle.length; i++) expect(children(graph, cycle[i - 1]!)).toContain(cycle[i]);
      }
    }),
  );
});

test('paths follow edges, visit nothing twice and exist where one node reaches another', () => {
  fc.assert(
    fc.property(anyGraph, fc.constantFrom(...names), fc.constantFrom(...names), (graph, from, to) => {
      const paths = directedPaths(graph, from, to);
      expect(paths.length > 0).toBe(from === to || closure(graph)(from, to));
      expect(new Set(paths.map(String)).size).toBe(paths.length);
      for (const path of paths) {
        expect(new Set(path).size).toBe(path.length);
        for (let i = 1; i < path.length; i++) expect(children(graph, path[i - 1]!)).toContain(path[i]);
      }
    }),
  );
});
