import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Graph } from '../../causal/graph.ts';
import { InputError } from '../../core/errors.ts';
import { analystGraph } from './analystGraph.ts';
import type { GraphEdits } from './types.ts';

const nodes = ['demand', 'tv', 'search', 'revenue'];
const declared: Graph = {
  nodes,
  edges: [
    { from: 'demand', to: 'search', lag: 0 },
    { from: 'demand', to: 'revenue', lag: 0 },
    { from: 'tv', to: 'revenue', lag: 0, lastLag: 12 },
    { from: 'search', to: 'revenue', lag: 1 },
  ],
  memory: ['demand', 'revenue'],
};
const edited = (edits: GraphEdits) => analystGraph(declared, edits, ['tv', 'search', 'revenue']);
const arrows = (graph: Graph) => graph.edges.map(({ from, to, lag, lastLag }) => [from, to, lag, lastLag ?? lag]);

test('arrows are left out, turned with their lags, added without; who is forgotten is gone with all arrows and memory', () => {
  expect(edited({})).toEqual(declared);
  expect(arrows(edited({ without: ['demand -> search'] }))).toEqual(arrows(declared).slice(1));
  expect(arrows(edited({ reversed: ['search->revenue'] })).at(-1)).toEqual(['revenue', 'search', 1, 1]);
  expect(arrows(edited({ add: ['tv -> search'] })).at(-1)).toEqual(['tv', 'search', 0, 0]);
  const without = edited({ forgotten: ['demand'] });
  expect(without).toMatchObject({ nodes: ['tv', 'search', 'revenue'], memory: ['revenue'] });
  expect(arrows(without)).toEqual(arrows(declared).slice(2));
});

test.each<[GraphEdits, string, string?]>([
  [{ without: ['demnd -> search'] }, 'graph.without[0]: the graph has no "demnd"', 'demand'],
  [{ without: ['search -> demand'] }, 'there is no arrow search -> demand; there are demand', 'demand -> search'],
  [{ reversed: ['demand -> tv'] }, 'graph.reversed[0]: there is no arrow demand -> tv'],
  [{ add: ['demand -> search'] }, 'graph.add[0]: the arrow demand -> search is there already'],
  [{ add: ['tv -> tv'] }, 'tv cannot cause itself in the same period'],
  [{ add: ['tv search'] }, '"tv search" is no arrow; write it as demand -> search'],
  [{ forgotten: ['tv'] }, 'graph.forgotten[0]: tv cannot be forgotten: it is in the regression'],
  [{ forgotten: ['weather'] }, 'graph.forgotten[0]: the graph has no "weather"; allowed: demand, tv'],
  [{ add: ['revenue -> demand'] }, 'cycle within a period: demand -> revenue -> demand'],
])('%j is refused in one line', (edits, message, guess) => {
  try {
    edited(edits);
  } catch (error) {
    const { problems, message: text } = error as InputError;
    expect(error).toBeInstanceOf(InputError);
    expect(text).toContain(message);
    expect(text).not.toContain('\n');
    if (guess !== undefined) expect(problems[0]!.guess).toBe(guess);
    return;
  }
  expect.unreachable('it was accepted');
});

test('turning an arrow twice gives the graph back; leaving an arrow out undoes adding it', () => {
  fc.assert(
    fc.property(fc.constantFrom(...declared.edges), ({ from, to }) => {
      const sorted = (graph: Graph) => arrows(graph).map(String).sort();
      const free = { ...declared, edges: declared.edges.map((edge) => ({ ...edge, lag: 1, lastLag: 3 })) };
      const turned = analystGraph(free, { reversed: [`${from} -> ${to}`] }, []);
      expect(sorted(turned)).not.toEqual(sorted(free));
      expect(sorted(analystGraph(turned, { reversed: [`${to} -> ${from}`] }, []))).toEqual(sorted(free));
      const added = analystGraph(declared, { without: [`${from} -> ${to}`], add: [`${from} -> ${to}`] }, []);
      expect(analystGraph(added, { without: [`${from} -> ${to}`] }, [])).toEqual(
        analystGraph(declared, { without: [`${from} -> ${to}`] }, []),
      );
    }),
  );
});
