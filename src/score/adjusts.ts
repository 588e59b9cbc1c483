import { isAdjustmentSet } from '../causal/criterion.ts';
import type { Graph } from '../causal/graph.ts';
import { union } from '../causal/masks.ts';
import { ask, mediatorsBetween } from '../causal/question.ts';
import { series, slices } from '../causal/unroll.ts';

/** What a fit conditions on, in the nodes of a graph. */
export type Conditions = {
  /** with every period: the channels, or what their spend buys where the fit sees that; the calendar's terms */
  readonly series: readonly string[];
  /** at these lags */
  readonly controls: readonly { readonly name: string; readonly lags: readonly number[] }[];
  /** mediators whose own response the fit models, by a regression on the rest of what it conditions on */
  readonly models: readonly string[];
};

/** Does what a fit conditions on satisfy the criterion for an effect of one of its variables? This is the one place where
 *  that is decided. A regression must hold a valid adjustment set and no more. A fit that models mediators may instead put
 *  together the response of each and the joint effect of channel and mediators. A fit that identifies an effect by
 *  other means (an instrument, the front door) is a further way here, held against its own criterion.
 *  @param held null: the total effect; else the part of it that does not run through these
 *  @see docs/methods/identification.md, "In describe and in studies" */
export function adjustsFor(
  graph: Graph,
  outcome: string,
  treatment: string,
  fit: Conditions,
  held: readonly string[] | null,
): boolean {
  if (held !== null) return isValid(graph, outcome, [treatment], withModels(fit), held);
  const between = mediatorsBetween(graph, treatment, outcome);
  const modeled = fit.models.filter((name) => between.includes(name));
  if (modeled.length === 0) return isValid(graph, outcome, [treatment], fit);
  const rest = without(fit, modeled);
  return (
    isValid(graph, outcome, [treatment, ...modeled], rest) &&
    modeled.every((name) => isValid(graph, name, [treatment], rest))
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
