import { type Dag, dagOf, type Mask } from './dag.ts';
import type { Graph } from './digraph.ts';
import { beginning, lastLagOf } from './horizon.ts';

/** A variable at a period: `lag` periods before the outcome's. */
export type Slice = { readonly name: string; readonly lag: number };

/** A lagged graph over time: node i is the variable `variables[variable[i]]` at `lag[i]`. */
export type Unrolled = {
  readonly dag: Dag;
  /** names; behind the graph's own, the memories: the latent processes that nodes' noise is made of */
  readonly variables: readonly string[];
  /** number of the graph's own variables */
  readonly named: number;
  readonly variable: Int32Array;
  readonly lag: Int32Array;
  readonly horizon: number;
  /** lags from here on are the world's beginning: a set that reaches there needs the whole past */
  readonly wholePast: number;
};

/** Unrolls the causes of some slices over lag 0..horizon: a world that begins `horizon` periods before the outcome's,
 *  whose first periods have no past. Only the slices asked for and their causes are there: nothing else can bear on
 *  whether they are separated. A memory of v is a latent process e with e_{t−1} → e_t → v_t.
 *  @param asked lags beyond the horizon are left out */
export function unroll(graph: Graph, horizon: number, asked: readonly Slice[]): Unrolled {
  const named = graph.nodes.length;
  const place = new Map(graph.nodes.map((name, i) => [name, i]));
  const remembering = graph.memory ?? graph.nodes;
  const variables = [...graph.nodes, ...remembering.map((name) => `the rest of ${name}`)];
  const causes = variables.map((): { from: number; lag: number; last: number }[] => []);
  for (const edge of graph.edges)
    causes[place.get(edge.to)!]!.push({ from: place.get(edge.from)!, lag: edge.lag, last: lastLagOf(edge) });
  for (const [i, name] of remembering.entries()) {
    causes[place.get(name)!]!.push({ from: named + i, lag: 0, last: 0 });
    causes[named + i]!.push({ from: named + i, lag: 1, last: 1 });
  }
  const id = new Int32Array(variables.length * (horizon + 1)).fill(-1);
  const cells: number[] = [];
  // the child that a parent was last written for, so that overlapping ranges of lags give one edge
  const lastChild: number[] = [];
  const number = (variable: number, lag: number): number => {
    const cell = lag * variables.length + variable;
    const known = id[cell]!;
    if (known >= 0) return known;
    cells.push(cell);
    lastChild.push(-1);
    id[cell] = cells.length - 1;
    return cells.length - 1;
  };
  for (const { name, lag } of asked) if (lag <= horizon) number(place.get(name)!, lag);
  const from: number[] = [];
  const to: number[] = [];
  for (let node = 0; node < cells.length; node++) {
    const lag = Math.floor(cells[node]! / variables.length);
    for (const cause of causes[cells[node]! % variables.length]!)
      for (let at = lag + cause.lag; at <= Math.min(horizon, lag + cause.last); at++) {
        const parent = number(cause.from, at);
        if (lastChild[parent] === node) continue;
        lastChild[parent] = node;
        from.push(parent);
        to.push(node);
      }
  }
  return {
    dag: dagOf(cells.length, from, to),
    variables,
    named,
    variable: Int32Array.from(cells, (cell) => cell % variables.length),
    lag: Int32Array.from(cells, (cell) => Math.floor(cell / variables.length)),
    horizon,
    wholePast: horizon === 0 ? 1 : Math.max(1, horizon - beginning(graph) + 1),
  };
}

/** The slices that a test picks, as a set of nodes. */
export function slices(
  { dag, variable, lag, variables }: Unrolled,
  pick: (name: string, lag: number) => boolean,
): Mask {
  const mask = new Uint8Array(dag.size);
  for (let node = 0; node < dag.size; node++) if (pick(variables[variable[node]!]!, lag[node]!)) mask[node] = 1;
  return mask;
}

/** Every period of some variables. */
export function series(unrolled: Unrolled, names: readonly string[]): Mask {
  const { variables, named, variable } = unrolled;
  const wanted = Uint8Array.from(variables, (name, i) => (i < named && names.includes(name) ? 1 : 0));
  const mask = new Uint8Array(variable.length);
  for (let node = 0; node < mask.length; node++) mask[node] = wanted[variable[node]!]!;
  return mask;
}
