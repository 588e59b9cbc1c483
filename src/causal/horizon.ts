import { stronglyConnectedComponents } from './components.ts';
import { ancestors, type Edge, type Graph } from './digraph.ts';

export const lastLagOf = ({ lag, lastLag }: Edge): number => lastLag ?? lag;

/** The graph's part that matters for some variables: themselves and their causes. */
export function ancestralPart(graph: Graph, of: readonly string[]): Graph {
  const keep = new Set(of.flatMap((name) => [name, ...ancestors(graph, name)]));
  return {
    ...graph,
    nodes: graph.nodes.filter((name) => keep.has(name)),
    edges: graph.edges.filter(({ from, to }) => keep.has(from) && keep.has(to)),
  };
}

/** The most periods that a chain of arrows spans when it visits each variable once: the longest path over strongly
 *  connected components, each counted with the largest lag into each of its nodes from inside. */
export function longestSpan(graph: Graph): number {
  const components = stronglyConnectedComponents(graph);
  const place = new Map(components.flatMap((members, i) => members.map((name) => [name, i] as const)));
  const span = components.map(() => 0);
  for (const [i, members] of components.entries()) {
    const incoming = graph.edges.filter(({ to }) => place.get(to) === i);
    for (const edge of incoming) {
      const from = place.get(edge.from)!;
      if (from !== i) span[i] = Math.max(span[i]!, span[from]! + lastLagOf(edge));
    }
    for (const name of members) {
      const inside = incoming.filter(({ from, to }) => to === name && place.get(from) === i);
      span[i]! += Math.max(0, ...inside.map(lastLagOf));
    }
  }
  return Math.max(0, ...span);
}

/** How many periods before the outcome's are unrolled: the longest span, over which anything acts on the outcome without
 *  going round a loop, and a beginning, so that what far back drives both spend and outcome has its spend in the graph. That further slices change no verdict is a property in the tests, not a theorem: loops
 *  of unequal lags could be built that need more. 0 where nothing has a lag or a memory. */
export function horizonOf(graph: Graph): number {
  const span = longestSpan(graph);
  return span === 0 && graph.memory?.length === 0 ? 0 : span + beginning(graph);
}

/** The first periods of an unrolled graph, which lack some of their past: twice the longest lag, and two for memory.
 *  Loops come back after the longest lag at most, so that needs which never end show there. */
export const beginning = (graph: Graph): number => 2 * Math.max(0, ...graph.edges.map(lastLagOf)) + 2;
