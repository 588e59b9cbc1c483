import { type CalibrationVerdict, judgeCalibration } from '../../inference/sbc/verdict.ts';
import type { PlannedCalibration } from '../plan/types.ts';
import type { AttemptRecord } from '../run/record.ts';

/** What a study of calibration found. */
export type StudyCalibration = {
  /** every quantity inside its band, and no more fits failed than may */
  readonly passed: boolean;
  readonly simulations: number;
  /** reasons without their numbers, the most frequent first */
  readonly failures: readonly { readonly reason: string; readonly count: number }[];
  readonly failed: number;
  readonly tooManyFailed: boolean;
  /** share of fits that may fail */
  readonly allowed: number;
  /** null where no fit could be ranked */
  readonly verdict: CalibrationVerdict | null;
};

/** Judges the ranks of the fits that did not fail, and the share of those that did: a wrong density can make nearly all of
 *  its fits fail and look calibrated on the rest. */
export function judgeStudy(calibration: PlannedCalibration, attempts: readonly AttemptRecord[]): StudyCalibration {
  const { quantities, draws, bins, failed: allowed } = calibration;
  const ranked = attempts.flatMap(({ status, ranks }) => (status === 'ok' && ranks !== undefined ? [ranks] : []));
  const failed = attempts.length - ranked.length;
  const byQuantity = new Map(quantities.map((name, q) => [name, ranked.map((ranks) => ranks[q]!)]));
  const verdict = ranked.length === 0 ? null : judgeCalibration(byQuantity, draws, bins);
  const tooManyFailed = failed > allowed * attempts.length;
  return {
    passed: verdict?.passed === true && !tooManyFailed,
    simulations: attempts.length,
    failures: tally(attempts),
    failed,
    tooManyFailed,
    allowed,
    verdict,
  };
}

function tally(attempts: readonly AttemptRecord[]): StudyCalibration['failures'] {
  const counts = new Map<string, number>();
  for (const { status, reason = '' } of attempts) {
    if (status === 'ok') continue;
    // `ESS 87 < 100` and `ESS 92 < 100` are one reason
    const kind = `${status}: ${reason.replace(/[\d.]+/, '…')}`;
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  return [...counts].map(([reason, count]) => ({ reason, count })).sort((a, b) => b.count - a.count);
}
