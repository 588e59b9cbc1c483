import { type SelfCheck, zLimit } from '../../score/selfCheck.ts';
import type { Plan } from '../plan/types.ts';

/** A self-check in one line, for the head of a report. */
export type SelfCheckSummary = {
  readonly passed: boolean;
  readonly checks: number;
  readonly failed: number;
  /** arms with known answers */
  readonly oracles: number;
  /** of each oracle */
  readonly replicates: number;
  /** null where a check found no number to judge: it failed */
  readonly largestZ: number | null;
  /** every |z| must stay below it */
  readonly limit: number;
  /** `self-check: 199 checks of 5 oracles, 400 replicates each, largest |z| 2.57 (limit 4.5): passed` */
  readonly line: string;
};

/** @see statistics.md §8 */
export function summarizeSelfCheck({ checks, passed }: SelfCheck, plan: Plan): SelfCheckSummary {
  const failed = checks.filter(({ ok }) => !ok).length;
  const oracles = plan.arms.filter(({ use }) => use.startsWith('oracle-')).length;
  const largest = checks.reduce((most, { z }) => Math.max(most, Math.abs(z ?? Infinity)), 0);
  const largestZ = largest === Infinity ? null : largest;
  const verdict = passed ? 'passed' : `FAILED in ${failed} of them`;
  const { replicates } = plan;
  const size = `${checks.length} checks of ${oracles} oracles, ${replicates} replicates each`;
  const worst = largestZ === null ? 'not all of them with a number' : `largest |z| ${largestZ.toFixed(2)}`;
  const line = `self-check: ${size}, ${worst} (limit ${zLimit}): ${verdict}`;
  return { passed, checks: checks.length, failed, oracles, replicates, largestZ, limit: zLimit, line };
}
