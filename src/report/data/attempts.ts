import { estimandKey } from '../../dataset/estimand.ts';
import { judged } from '../../experiment/output/convergence.ts';
import { type Pair, pairsOf, type RecordSource } from '../../experiment/output/rows.ts';
import { targetsOf } from '../../experiment/output/targets.ts';
import { type Plan, runsIn } from '../../experiment/plan/types.ts';
import { drawn } from './digits.ts';
import { unitOf } from './farthest.ts';
import { failureOf, fitOf } from './fits.ts';
import type { EstimateRow, FailureRow, FitRow, UnitRow } from './types.ts';
import { shortUnit } from './unit.ts';

/** What the page draws of single attempts. */
export type AttemptFacts = {
  readonly estimates: readonly EstimateRow[];
  readonly failures: readonly FailureRow[];
  readonly fits: readonly FitRow[];
  readonly units: readonly UnitRow[];
  readonly note: string | null;
};

/** Points that a page of under 3 MB can hold, at about 40 bytes each after packing; and what a zip plot still needs. */
const MOST_ESTIMATES = 20_000;
const FEWEST_REPLICATES = 5;

/** Reads all attempts of a study once, cell by cell and arm by arm. */
export function attemptFacts(plan: Plan, source: RecordSource): AttemptFacts {
  const places = plan.cells.flatMap((_, c) =>
    plan.arms.flatMap((_arm, a) => (runsIn(plan, c, a) ? [[c, a] as const] : [])),
  );
  const keep = replicatesKept(plan, places);
  const estimates: EstimateRow[] = [];
  const failures: FailureRow[] = [];
  const fits: FitRow[] = [];
  const units: UnitRow[] = [];
  for (const [c, a] of places) {
    const place = { cell: plan.cells[c]!.name, arm: plan.arms[a]!.name };
    const pairs = Array.from(pairsOf(plan, source, c, a), ({ attempt, truth }) => ({
      attempt: judged(attempt, plan.convergence),
      truth,
    }));
    if (pairs.length === 0) continue;
    const attempts = pairs.map(({ attempt }) => attempt);
    failures.push({ ...place, ...failureOf(attempts) });
    fits.push({ ...place, ...fitOf(attempts) });
    for (const [k, { channel, ...estimand }] of plan.cells[c]!.estimands.entries())
      units.push({ ...place, channel, estimand: estimandKey(estimand), ...unitOf(pairs, k) });
    for (const pair of pairs) if (pair.attempt.replicate < keep) estimates.push(...rowsOf(plan, c, a, pair));
  }
  const note =
    keep < plan.replicates
      ? `Single estimates are drawn of the first ${keep} of ${plan.replicates} replicates; all are in estimates.csv.`
      : null;
  return { estimates, failures, fits, units, note };
}

function replicatesKept(plan: Plan, places: readonly (readonly [number, number])[]): number {
  const each = places.reduce((sum, [c]) => sum + plan.cells[c]!.estimands.length, 0);
  return Math.min(plan.replicates, Math.max(FEWEST_REPLICATES, Math.floor(MOST_ESTIMATES / Math.max(1, each))));
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
