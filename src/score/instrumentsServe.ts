import { dSeparated } from '../causal/dSeparation.ts';
import type { Graph } from '../causal/graph.ts';
import { difference, disjoint, union } from '../causal/masks.ts';
import { ask, mediatorsBetween } from '../causal/question.ts';
import { series, slices } from '../causal/unroll.ts';
import type { Conditions } from './conditions.ts';

/** Is a coefficient of two-stage least squares the effect of its channel? There must be as many instruments as instrumented
 *  channels; that they move the channels in different ways (rank beyond the count) is not tested. With the arrows cut by which the channel and all
 *  instrumented channels act on the outcome, the instruments, and the channel itself where it is taken as exogenous, must be
 *  separated from the outcome by what else stands in the equation; and each channel must be moved by its instruments.
 *  @param held mediators through which effects do not count
 *  @see Brito & Pearl (2002), UAI: generalized instruments, of whose criterion the distinct paths are not looked for */
export function instrumentsServe(
  graph: Graph,
  outcome: string,
  treatment: string,
  fit: Conditions,
  held: readonly string[],
): boolean {
  const instrumented = Object.entries(fit.ways ?? {}).flatMap(([channel, way]) =>
    way.by === 'instrument' ? [{ channel, instruments: way.instruments }] : [],
  );
  const endogenous = instrumented.map(({ channel }) => channel);
  const treatments = [...new Set([treatment, ...endogenous])];
  const instruments = [...new Set(instrumented.flatMap((one) => one.instruments))];
  if (instruments.length < endogenous.length) return false;
  const beside = fit.series.filter((name) => !treatments.includes(name));
  const controls = fit.controls.filter(({ name }) => !treatments.includes(name));
  const closed = held.filter((name) => mediatorsBetween(graph, treatment, outcome).includes(name));
  const also = [...beside, ...controls.map(({ name }) => name), ...instruments];
  const { unrolled, effect } = ask(graph, outcome, treatments, closed, also);
  const atLag = slices(unrolled, (name, lag) => controls.some((one) => one.name === name && one.lags.includes(lag)));
  const shocks = series(unrolled, instruments);
  const moving = union(shocks, series(unrolled, endogenous.includes(treatment) ? [] : [treatment]));
  const given = difference(union(series(unrolled, beside), atLag), moving);
  if (!effect.separable || !disjoint(union(given, shocks), effect.forbidden)) return false;
  const moved = instrumented.every(
    (one) => !dSeparated(effect.backdoor, series(unrolled, one.instruments), series(unrolled, [one.channel]), given),
  );
  return moved && dSeparated(effect.backdoor, moving, effect.outcome, given);
}
