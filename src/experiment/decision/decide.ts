import { sd, sum } from '../../core/stats.ts';
import type { CurveRequest, Estimate, FittedCurve } from '../../estimate/contract.ts';
import { allocate } from '../../inference/allocation/allocate.ts';
import { tabulated } from '../../inference/allocation/tabulated.ts';
import type { DecisionScore, DecisionTruth } from '../../score/types.ts';
import { type DecisionRequest, ruleIds } from '../../simulate/decision/request.ts';
import type { TrueDecision } from '../../simulate/decision/trueDecision.ts';

/** The split of the budget that is best on a fit's own curves, and what it truly costs. A channel that the fit does not know
 *  gets its share as it was. Undefined where there is no fit, or none with curves. */
export function decide(
  estimate: Estimate,
  truth: TrueDecision,
  { times, bounds }: DecisionRequest,
  { scales }: CurveRequest,
): DecisionScore | undefined {
  if (estimate.status !== 'ok' && estimate.status !== 'nonconverged') return undefined;
  const curves = truth.channels.map((name) => estimate.curves?.find(({ channel }) => channel === name));
  const known = [...curves.keys()].filter((i) => curves[i] !== undefined);
  if (known.length === 0) return undefined;
  const spend = known.map((i) => truth.spend[i]!);
  const best = (ofChannel: (curve: FittedCurve) => Float64Array): readonly number[] => {
    const split = bestScales(
      known.map((i) => ofChannel(curves[i]!)),
      scales,
      spend,
      times,
      bounds,
    );
    return truth.channels.map((_, i) => (known.includes(i) ? split[known.indexOf(i)]! : times));
  };
  const chosen = best(({ contribution }) => contribution);
  const draws = Math.min(...known.map((i) => curves[i]!.draws?.length ?? 0));
  const named = (values: readonly number[]) => Object.fromEntries(truth.channels.map((name, i) => [name, values[i]!]));
  const drawn = Array.from({ length: draws }, (_, d) => best((curve) => curve.draws![d]!));
  return {
    scales: named(chosen),
    regret: truth.regretOf(chosen),
    misplaced: truth.misplacedBy(chosen),
    // one draw has no spread
    ...(draws < 2 ? {} : { spread: named(truth.channels.map((_, i) => sd(drawn.map((split) => split[i]!)))) }),
  };
}

/** @param tables what each channel brings at each of the scales */
function bestScales(
  tables: readonly Float64Array[],
  scales: readonly number[],
  spend: readonly number[],
  times: number,
  [low, high]: readonly [number, number],
): readonly number[] {
  const inside = [...scales.keys()].filter((k) => scales[k]! >= low && scales[k]! <= high);
  const curves = tables.map((table, i) =>
    tabulated(
      inside.map((k) => scales[k]! * spend[i]!),
      inside.map((k) => table[k]!),
    ),
  );
  const found = allocate(curves, {
    budget: times * sum(spend),
    lower: spend.map((own) => low * own),
    upper: spend.map((own) => high * own),
  });
  if ('reason' in found) throw new Error(found.reason);
  return spend.map((own, i) => found.amounts[i]! / own);
}

/** What a journal keeps of the truth. */
export function decisionTruth({ channels, optimum, rules, regretOf }: TrueDecision): DecisionTruth {
  return {
    optimum: Object.fromEntries(channels.map((name, i) => [name, optimum[i]!])),
    regret: Object.fromEntries(ruleIds.map((id) => [id, rules[id] === null ? null : regretOf(rules[id])])),
  };
}
