/** A set of nodes: 1 where node i is in it. */
export type Mask = Uint8Array;

/** Neighbors of node i: `to[start[i]]` up to, not including, `to[start[i + 1]]`. */
export type Adjacency = { readonly start: Int32Array; readonly to: Int32Array };

/** A directed acyclic graph on the nodes 0..size − 1. */
export type Dag = { readonly size: number; readonly parents: Adjacency; readonly children: Adjacency };

/** @param from causes, and `to` their effects, edge by edge; no edge twice, no cycle (neither is checked) */
export function dagOf(size: number, from: ArrayLike<number>, to: ArrayLike<number>): Dag {
  return { size, parents: adjacency(size, to, from), children: adjacency(size, from, to) };
}

function adjacency(size: number, key: ArrayLike<number>, value: ArrayLike<number>): Adjacency {
  const start = new Int32Array(size + 1);
  for (let e = 0; e < key.length; e++) start[key[e]! + 1]!++;
  for (let i = 0; i < size; i++) start[i + 1]! += start[i]!;
  const next = start.slice();
  const to = new Int32Array(key.length);
  for (let e = 0; e < key.length; e++) to[next[key[e]!]!++] = value[e]!;
  return { start, to };
}

/** The graph without some of its edges. */
export function withoutEdges(dag: Dag, dropped: (from: number, to: number) => boolean): Dag {
  const from: number[] = [];
  const to: number[] = [];
  const { start, to: child } = dag.children;
  for (let node = 0; node < dag.size; node++)
    for (let e = start[node]!; e < start[node + 1]!; e++) {
      if (dropped(node, child[e]!)) continue;
      from.push(node);
      to.push(child[e]!);
    }
  return dagOf(dag.size, from, to);
}

/** All nodes reached along the adjacency from the starting ones, those included; `closed` ones are not entered. */
export function closure({ start, to }: Adjacency, from: Mask, closed?: Mask): Mask {
  const seen = from.slice();
  const open: number[] = [];
  for (let node = 0; node < seen.length; node++) if (seen[node]) open.push(node);
  for (let node = open.pop(); node !== undefined; node = open.pop())
    for (let e = start[node]!; e < start[node + 1]!; e++) {
      const next = to[e]!;
      if (seen[next] || closed?.[next]) continue;
      seen[next] = 1;
      open.push(next);
    }
  return seen;
}
