import { pairsOf, type RecordSource } from '../../experiment/output/rows.ts';
import type { Plan } from '../../experiment/plan/types.ts';
import type { StudyCalibration } from '../../experiment/sbc/verdict.ts';
import { levelPercent } from './percent.ts';
import type { RankRow } from './types.ts';

/** Ranks of a study of calibration, quantity by quantity; none of another study. */
export function ranksOf(plan: Plan, source: RecordSource): readonly RankRow[] {
  if (plan.calibration === undefined) return [];
  const { quantities, draws, bins } = plan.calibration;
  const ranked = Array.from(pairsOf(plan, source, 0, 0), ({ attempt }) =>
    attempt.status === 'ok' ? attempt.ranks : undefined,
  ).filter((ranks) => ranks !== undefined);
  const arm = plan.arms[0]!.name;
  return quantities.map((parameter, q) => ({
    arm,
    parameter,
    ranks: ranked.map((ranks) => ranks[q]!),
    max: draws,
    bins,
  }));
}

/** What a study of calibration found, in a sentence. */
export function calibrationAnswer(found: StudyCalibration | undefined): string {
  const verdict = found?.verdict ?? null;
  if (found === undefined || verdict === null) return 'No fit could be ranked.';
  const outside = verdict.quantities.filter(({ inside }) => !inside).map(({ name }) => name);
  const of = `${verdict.quantities.length} quantities over ${found.simulations} simulations`;
  const band = `simultaneous ${levelPercent(verdict.level)} % band`;
  const ranks =
    outside.length === 0
      ? `The ranks of all ${of} stay inside their ${band}`
      : `Of ${of}, the ranks of ${outside.join(', ')} leave their ${band}`;
  const failed = found.tooManyFailed ? `; ${found.failed} fits failed, more than the study allows` : '';
  return `${ranks}${failed}.`;
}
