import { children, type Graph } from './digraph.ts';

/** Strongly connected components in topological order, causes first; inside a component, the graph's order of nodes.
 *  @see Tarjan (1972), "Depth-first search and linear graph algorithms": it emits components effects first */
export function stronglyConnectedComponents(graph: Graph): readonly (readonly string[])[] {
  const index = new Map<string, number>();
  const lowest = new Map<string, number>();
  const stack: string[] = [];
  const onStack = new Set<string>();
  const emitted: (readonly string[])[] = [];
  const visit = (node: string): void => {
    index.set(node, index.size);
    lowest.set(node, index.get(node)!);
    stack.push(node);
    onStack.add(node);
    for (const next of children(graph, node)) {
      if (!index.has(next)) {
        visit(next);
        lowest.set(node, Math.min(lowest.get(node)!, lowest.get(next)!));
      } else if (onStack.has(next)) lowest.set(node, Math.min(lowest.get(node)!, index.get(next)!));
    }
    if (lowest.get(node) !== index.get(node)) return;
    const members = new Set(stack.splice(stack.indexOf(node)));
    for (const member of members) onStack.delete(member);
    emitted.push(graph.nodes.filter((name) => members.has(name)));
  };
  // the last declared root first, so that after the reversal nodes without an order between them stand as declared
  for (const node of [...graph.nodes].reverse()) if (!index.has(node)) visit(node);
  return emitted.reverse();
}

/** True for a component that feeds back on itself. */
export function isCyclic(graph: Graph, component: readonly string[]): boolean {
  return component.length > 1 || graph.edges.some(({ from, to }) => from === component[0] && to === component[0]);
}

/** A cycle inside a component that has one, first node repeated at the end: `a, b, a`. */
export function cycleIn(graph: Graph, component: readonly string[]): readonly string[] {
  const start = component[0]!;
  // breadth first, so the cycle named is the shortest through its first node
  const open: (readonly string[])[] = [[start]];
  const seen = new Set<string>();
  for (const path of open)
    for (const next of children(graph, path.at(-1)!)) {
      if (next === start) return [...path, start];
      if (!component.includes(next) || seen.has(next)) continue;
      seen.add(next);
      open.push([...path, next]);
    }
  throw new RangeError(`no cycle through ${start}`);
}
