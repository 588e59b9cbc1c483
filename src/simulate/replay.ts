import type { Axis } from './axis.ts';
import type { CompiledWorld } from './compile.ts';
import type { Exogenous } from './exogenous.ts';
import type { Route } from './route.ts';
import { emptySolution, type Solution, solve } from './solve.ts';

/** The world as it is, over the whole axis. */
export function solveWorld(model: CompiledWorld, axis: Axis, exogenous: Exogenous): Solution {
  const solution = emptySolution(model.nodes, axis.length);
  const range = { from: 0, to: axis.length, start: axis.start };
  solve(model.nodes, exogenous, model.steps, solution, range, new Float64Array(axis.length));
  return solution;
}

/** Memory that replays of one dataset write over again and again. */
export type Workspace = { readonly solution: Solution; readonly scratch: Float64Array };

export function makeWorkspace(model: CompiledWorld, axis: Axis): Workspace {
  return { solution: emptySolution(model.nodes, axis.length), scratch: new Float64Array(axis.length) };
}

/** The counterfactual on the same exogenous series: each node of `route.set` takes its series from index `from` on and
 *  is factual before and after it; held nodes stay factual; what lies downstream is computed again up to the axis's end.
 *  Series that do not respond are the factual ones themselves.
 *  @returns a solution that is valid until the workspace is used again */
export function replay(
  model: CompiledWorld,
  axis: Axis,
  exogenous: Exogenous,
  factual: Solution,
  route: Route,
  set: ReadonlyMap<number, Float64Array>,
  from: number,
  { solution: own, scratch }: Workspace,
): Solution {
  const changed = (node: number) => route.responding.has(node) || set.has(node);
  const values = factual.values.map((series, node) => {
    if (!changed(node)) return series;
    const copy = own.values[node]!;
    copy.set(series);
    const given = set.get(node);
    if (given !== undefined) copy.set(given, from);
    return copy;
  });
  const terms = factual.terms.map((series, node) =>
    route.responding.has(node)
      ? series.map((term, k) => (changed(model.nodes[node]!.terms[k]!.from) ? own.terms[node]![k]! : term))
      : series,
  );
  const counterfactual = { values, terms };
  const range = { from, to: axis.length, start: axis.start };
  solve(model.nodes, exogenous, route.steps, counterfactual, range, scratch);
  return counterfactual;
}
