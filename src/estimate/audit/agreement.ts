import { log } from '../../core/math.ts';
import type { AuditRow } from './types.ts';

/** How close is close enough. */
export type Agreement = {
  readonly relative: number;
  /** enough where both numbers are near zero */
  readonly absolute: number;
};

/** For least squares against other well-tested software. */
export const leastSquaresAgreement: Agreement = { relative: 1e-8, absolute: 1e-10 };

/** Below this a p-value is held by its logarithm: its digits hang on t² in an exponent. */
const tinyProbability = 1e-12;

/** abs(got − expected) within relative·abs(expected) or within absolute. */
export function agreeRow(
  problem: string,
  quantity: string,
  got: number,
  expected: number,
  agreement: Agreement,
): AuditRow {
  const { relative, absolute } = agreement;
  const distance = Math.abs(got - expected);
  const ok = distance <= relative * Math.abs(expected) || distance <= absolute;
  return { problem, quantity, got, expected, ok, rule: `relative ${relative}, or absolute ${absolute}` };
}

/** A p-value: as any number, but relative in its logarithm below 1e-12, where an absolute bound would pass anything. */
export function agreeProbability(
  problem: string,
  quantity: string,
  got: number,
  expected: number,
  agreement: Agreement,
): AuditRow {
  if (expected >= tinyProbability) return agreeRow(problem, quantity, got, expected, agreement);
  const target = log(expected);
  const ok = got > 0 && Math.abs(log(got) - target) <= agreement.relative * Math.abs(target);
  return { problem, quantity, got, expected, ok, rule: `log within relative ${agreement.relative}` };
}
