import { estimandKey } from '../../dataset/estimand.ts';
import { judged } from '../../experiment/output/convergence.ts';
import { type Pair, pairsOf, type RecordSource } from '../../experiment/output/rows.ts';
import { targetsOf } from '../../experiment/output/targets.ts';
import { type Plan, runsIn } from '../../experiment/plan/types.ts';
import { drawn } from './digits.ts';
import { openFarthest } from './farthest.ts';
import { openFitTally } from './fits.ts';
import type { EstimateRow, FailureRow, FitRow, UnitRow } from './types.ts';
import { shortUnit } from './unit.ts';

/** What the page draws of single attempts. */
export type AttemptFacts = {
  readonly estimates: readonly EstimateRow[];
  readonly failures: readonly FailureRow[];
  readonly fits: readonly FitRow[];
  readonly units: readonly UnitRow[];
  /** what was left out to keep the page small */
  readonly notes: readonly string[];
};

/** Points that a page of under 3 MB can hold, at about 40 bytes each after packing. */
const MOST_ESTIMATES = 20_000;
/** Answers whose unit the page names, of about the same size each. */
const MOST_UNITS = 20_000;

/** Reads all attempts of a study once, cell by cell and arm by arm, and keeps none but those that are drawn.
 *  @param most single estimates, and most units, that are kept */
export function attemptFacts(
  plan: Plan,
  source: RecordSource,
  most: { readonly estimates: number; readonly units: number } = { estimates: MOST_ESTIMATES, units: MOST_UNITS },
): AttemptFacts {
  const places = plan.cells.flatMap((_, c) =>
    plan.arms.flatMap((_arm, a) => (runsIn(plan, c, a) ? [[c, a] as const] : [])),
  );
  const answers = places.reduce((sum, [c]) => sum + plan.cells[c]!.estimands.length, 0);
  const keep = Math.min(plan.replicates, Math.floor(most.estimates / Math.max(1, answers)));
  const estimates: EstimateRow[] = [];
  const failures: FailureRow[] = [];
  const fits: FitRow[] = [];
  const units: UnitRow[] = [];
  for (const [c, a] of places) {
    const place = { cell: plan.cells[c]!.name, arm: plan.arms[a]!.name };
    const tally = openFitTally();
    const asked = plan.cells[c]!.estimands.slice(0, most.units - units.length);
    const farthest = asked.map((_, k) => openFarthest(k));
    for (const { attempt: raw, truth } of pairsOf(plan, source, c, a)) {
      const pair = { attempt: judged(raw, plan.convergence), truth };
      tally.add(pair.attempt);
      for (const one of farthest) one.add(pair);
      if (pair.attempt.replicate < keep) estimates.push(...rowsOf(plan, c, a, pair));
    }
    if (tally.failure().n === 0) continue;
    failures.push({ ...place, ...tally.failure() });
    fits.push({ ...place, ...tally.fit() });
    for (const [k, { channel, ...estimand }] of asked.entries())
      units.push({ ...place, channel, estimand: estimandKey(estimand), ...farthest[k]!.give()! });
  }
  return { estimates, failures, fits, units, notes: notesOf(plan, keep, answers, most) };
}

function notesOf(
  { replicates }: Plan,
  keep: number,
  answers: number,
  most: { readonly estimates: number; readonly units: number },
): readonly string[] {
  const kept =
    keep === 0
      ? `No single estimates are drawn: one of each of ${answers} answers is more than the page holds (${most.estimates}); all are in estimates.csv.`
      : `Single estimates are drawn of the first ${keep} of ${replicates} replicates; all are in estimates.csv.`;
  const named = `The page names the unit to replay for up to ${most.units} of ${answers} answers; ids of all units are in estimates.csv.`;
  return [...(keep < replicates ? [kept] : []), ...(answers > most.units ? [named] : [])];
}

function rowsOf(plan: Plan, c: number, a: number, { attempt, truth }: Pair): readonly EstimateRow[] {
  const { name, scenario, periods, estimands } = plan.cells[c]!;
  const targets = targetsOf(plan, c, a);
  const { replicate, status } = attempt;
  const place = {
    cell: name,
    scenario,
    periods,
    arm: plan.arms[a]!.name,
    replicate,
    unit: shortUnit(attempt.unit),
    status,
  };
  return estimands.map(({ channel, ...estimand }, k) => {
    const effect = attempt.effects[k] ?? null;
    const ends = (side: 0 | 1) => plan.levels.map((_, l) => drawn(effect?.intervals[l]?.[side]));
    return {
      ...place,
      ...{ channel, estimand: estimandKey(estimand), target: targets[k]! },
      ...{ truth: drawn(truth?.values[k]), point: drawn(effect?.point), se: drawn(effect?.se) },
      ...{ lower: ends(0), upper: ends(1) },
    };
  });
}
