import { openStream, type Stream } from '../core/random/stream.ts';
import { type Dag, dagOf } from './dag.ts';
import type { Edge, Graph } from './digraph.ts';

/** A stream of numbers in [0, 1) for one test. */
export const streamOf = (...key: (string | number)[]): Stream => openStream(['causal', ...key]);
export const below = (stream: Stream, n: number): number => Math.floor(stream.uniform() * n);

/** A random lagged graph: arrows within a period follow the order of names, arrows through lags go anywhere, self-loops
 *  included, unless `feedback` is false: then they follow the order as well or stay with their node. */
export function randomGraph(
  stream: Stream,
  { names, arrows, maxLag, feedback }: { names: readonly string[]; arrows: number; maxLag: number; feedback: boolean },
): Graph {
  const edges: Edge[] = [];
  for (let k = 0; k < arrows; k++) {
    const lag = below(stream, maxLag + 1);
    let [from, to] = [below(stream, names.length), below(stream, names.length)];
    if (lag === 0 && from === to) continue;
    if ((lag === 0 || !feedback) && from > to) [from, to] = [to, from];
    const edge = { from: names[from]!, to: names[to]!, lag };
    edges.push(lag < maxLag && stream.uniform() < 0.3 ? { ...edge, lastLag: lag + 1 } : edge);
  }
  return { nodes: names, edges, memory: names.filter(() => stream.uniform() < 0.25) };
}

/** A graph from text: `demand > tv, tv > revenue @0-12`, with each variable in order of mention. */
export function graphFrom(text: string, memory?: readonly string[]): Graph {
  const edges = text.split(',').map((arrow): Edge => {
    const [, from, to, lag, lastLag] = /^\s*(\w+)\s*>\s*(\w+)\s*(?:@(\d+)(?:-(\d+))?)?\s*$/.exec(arrow)!;
    const first = { from: from!, to: to!, lag: Number(lag ?? 0) };
    return lastLag === undefined ? first : { ...first, lastLag: Number(lastLag) };
  });
  const nodes = [...new Set(edges.flatMap(({ from, to }) => [from, to]))];
  return memory === undefined ? { nodes, edges } : { nodes, edges, memory };
}

/** The static graph's integers: node i is `nodes[i]`. */
export function dagFrom({ nodes, edges }: Graph): Dag {
  const place = (name: string) => nodes.indexOf(name);
  return dagOf(
    nodes.length,
    edges.map(({ from }) => place(from)),
    edges.map(({ to }) => place(to)),
  );
}
