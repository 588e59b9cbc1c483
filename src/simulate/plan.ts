import { type Graph, stronglyConnectedComponents } from '../causal/graph.ts';
import { InputError } from '../core/errors.ts';
import type { CompiledNode, Step } from './solve.ts';

/** The strongly connected components of a world, causes first, and the steps that evaluate all of it.
 *  @throws InputError for a cycle within one period */
export function planSteps(
  graph: Graph,
  nodes: readonly CompiledNode[],
  indexOf: ReadonlyMap<string, number>,
  channels: readonly number[],
): { readonly components: readonly (readonly number[])[]; readonly steps: readonly Step[] } {
  const components = stronglyConnectedComponents(graph).map((names) =>
    withinPeriod(
      nodes,
      names.map((name) => indexOf.get(name)!),
    ),
  );
  const all = nodes.map((_, index) => index);
  return { components, steps: stepsFor(nodes, components, new Set(all), new Set(all), channels) };
}

/** The steps that evaluate `targets`, computing only terms whose source is in `changed`. */
export function stepsFor(
  nodes: readonly CompiledNode[],
  components: readonly (readonly number[])[],
  targets: ReadonlySet<number>,
  changed: ReadonlySet<number>,
  channels: readonly number[],
): readonly Step[] {
  const read = new Set(nodes.flatMap((node) => node.terms.map((term) => term.from)));
  return components
    .map((component) => component.filter((node) => targets.has(node)))
    .filter((component) => component.length > 0)
    .map((component) => {
      const here = new Set(component);
      const stepNodes = component.map((node) => {
        const terms = nodes[node]!.terms.map((_, k) => k).filter((k) => changed.has(nodes[node]!.terms[k]!.from));
        const inside = terms.filter((k) => here.has(nodes[node]!.terms[k]!.from));
        return { node, inside, outside: terms.filter((k) => !inside.includes(k)) };
      });
      const feedback = stepNodes.some(({ inside }) => inside.length > 0);
      // channels are read before the window by the dataset's history
      const late = !component.some((node) => read.has(node) || channels.includes(node));
      return { nodes: stepNodes, feedback, late };
    });
}

/** Orders a component by its arrows of lag 0: Kahn's algorithm, declared order among equals. */
function withinPeriod(nodes: readonly CompiledNode[], component: readonly number[]): readonly number[] {
  const waiting = [...component].sort((a, b) => a - b);
  const ordered: number[] = [];
  while (waiting.length > 0) {
    const ready = waiting.findIndex(
      (node) => !nodes[node]!.terms.some((term) => term.lag === 0 && waiting.includes(term.from)),
    );
    if (ready === -1) {
      const names = waiting.map((node) => nodes[node]!.name).join(', ');
      throw new InputError({ path: 'nodes', message: `a cycle within one period among ${names}; give an arrow a lag` });
    }
    ordered.push(...waiting.splice(ready, 1));
  }
  return ordered;
}
