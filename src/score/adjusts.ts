import { isAdjustmentSet } from '../causal/criterion.ts';
import type { Graph } from '../causal/graph.ts';
import { isEmpty, union } from '../causal/masks.ts';
import { ask, mediatorsBetween } from '../causal/question.ts';
import { series, slices } from '../causal/unroll.ts';
import type { Way } from '../estimate/contract.ts';
import type { Conditions } from './conditions.ts';
import { instrumentsServe } from './instrumentsServe.ts';
import { modeledFor } from './modeledFor.ts';

export type { Conditions };

/** Does what a fit conditions on satisfy the criterion for an effect of one of its variables? This is the one place where
 *  that is decided. A regression must hold a valid adjustment set and no more. A fit that models mediators may instead put
 *  together the response of each and the joint effect of channel and mediators. A fit that identifies an effect by
 *  other means (an instrument, the front door) is held against the criterion of those.
 *  @param held null: the total effect; else the part of it that does not run through these
 *  @see docs/methods/identification.md, "In describe and in studies" */
export function adjustsFor(
  graph: Graph,
  outcome: string,
  treatment: string,
  fit: Conditions,
  held: readonly string[] | null,
): boolean {
  const way = fit.ways?.[treatment];
  if (way?.by === 'front-door' && (held ?? []).length === 0)
    return frontDoorServes(graph, outcome, treatment, fit, way);
  if (Object.values(fit.ways ?? {}).some(({ by }) => by === 'instrument')) {
    return instrumentsServe(graph, outcome, treatment, fit, held ?? []);
  }
  if (held !== null) return isValid(graph, outcome, [treatment], withModels(fit), held);
  const modeled = modeledFor(fit, treatment, mediatorsBetween(graph, treatment, outcome));
  if (modeled.length === 0) return isValid(graph, outcome, [treatment], fit);
  const rest = without(fit, modeled);
  return (
    isValid(graph, outcome, [treatment, ...modeled], rest) &&
    modeled.every((name) => isValid(graph, name, [treatment], rest))
  );
}

/** Pearl's front-door criterion, in parts: the mediator carries the whole effect, its response to the channel is that of a valid
 *  regression, and so is what it does to the outcome given the channel.
 *  @see Pearl (2009), Causality, §3.3.2 */
function frontDoorServes(
  graph: Graph,
  outcome: string,
  treatment: string,
  fit: Conditions,
  { mediator, beside }: Extract<Way, { by: 'front-door' }>,
): boolean {
  const around = ask(graph, outcome, [treatment], [mediator]).effect.causal;
  const rest = without(fit, [mediator]);
  const first = { ...rest, series: rest.series.filter((name) => name === treatment || beside.includes(name)) };
  return (
    isEmpty(around) &&
    isValid(graph, mediator, [treatment], first) &&
    isValid(graph, outcome, [mediator], { ...rest, series: [...new Set([...rest.series, treatment])] })
  );
}

function isValid(
  graph: Graph,
  outcome: string,
  treatments: readonly string[],
  fit: Conditions,
  held: readonly string[] = [],
): boolean {
  const { series: whole, controls } = without(fit, treatments);
  const names = [...whole, ...controls.map(({ name }) => name)];
  const between = held.length === 0 ? [] : mediatorsBetween(graph, treatments[0]!, outcome);
  const closed = between.filter((name) => held.includes(name));
  const { unrolled, effect } = ask(graph, outcome, treatments, closed, names);
  const atLag = slices(unrolled, (name, lag) => controls.some((one) => one.name === name && one.lags.includes(lag)));
  return isAdjustmentSet(effect, union(series(unrolled, whole), atLag));
}

function without(fit: Conditions, names: readonly string[]): Conditions {
  return {
    ...fit,
    series: fit.series.filter((name) => !names.includes(name)),
    controls: fit.controls.filter(({ name }) => !names.includes(name)),
  };
}

/** A mediator that is modeled stands in the outcome's equation too. */
function withModels(fit: Conditions): Conditions {
  const known = new Set([...fit.series, ...fit.controls.map(({ name }) => name)]);
  return { ...fit, series: [...fit.series, ...fit.models.filter((name) => !known.has(name))] };
}
