/** A directed graph whose edges carry a lag in periods; cycles through lags are allowed, and several edges a pair. */
export type Edge = {
  readonly from: string;
  readonly to: string;
  /** periods between the cause and its first effect */
  readonly lag: number;
  /** last lag at which it acts (adstock spreads an effect over lag..lastLag); left out: `lag` alone */
  readonly lastLag?: number;
};
export type Graph = {
  readonly nodes: readonly string[];
  readonly edges: readonly Edge[];
  /** Nodes whose own noise is remembered from period to period (AR(1) errors, seasons, trends). Left out: every node's
   *  may be, which is the safe reading. Only identification asks. */
  readonly memory?: readonly string[];
};

/** Direct causes, in the graph's order of nodes. */
export function parents(graph: Graph, node: string): readonly string[] {
  const found = new Set(graph.edges.filter(({ to }) => to === node).map(({ from }) => from));
  return graph.nodes.filter((name) => found.has(name));
}

/** Direct effects, in the graph's order of nodes. */
export function children(graph: Graph, node: string): readonly string[] {
  const found = new Set(graph.edges.filter(({ from }) => from === node).map(({ to }) => to));
  return graph.nodes.filter((name) => found.has(name));
}

/** All causes, near and far, without the node itself; in the graph's order of nodes. */
export function ancestors(graph: Graph, node: string): readonly string[] {
  return reach(graph, node, parents);
}

/** Everything downstream, without the node itself; in the graph's order of nodes. */
export function descendants(graph: Graph, node: string): readonly string[] {
  return reach(graph, node, children);
}

function reach(graph: Graph, start: string, step: typeof parents): readonly string[] {
  const seen = new Set([start]);
  const open = [start];
  for (let node = open.pop(); node !== undefined; node = open.pop())
    for (const next of step(graph, node)) {
      if (seen.has(next)) continue;
      seen.add(next);
      open.push(next);
    }
  return graph.nodes.filter((name) => name !== start && seen.has(name));
}

/** Every directed path from one node to another that visits no node twice, as lists of nodes; of two edges between one
 *  pair only one is followed. Their number can grow exponentially with the graph. */
export function directedPaths(graph: Graph, from: string, to: string): readonly (readonly string[])[] {
  const found: (readonly string[])[] = [];
  const walk = (path: readonly string[]): void => {
    const here = path.at(-1)!;
    if (here === to) found.push(path);
    else for (const next of children(graph, here)) if (!path.includes(next)) walk([...path, next]);
  };
  walk([from]);
  return found;
}
