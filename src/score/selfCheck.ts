import { normalCdf } from '../core/distributions.ts';
import { pow } from '../core/math.ts';
import { formatScore } from './format.ts';
import type { Measure } from './measures/measure.ts';
import { measures } from './measures/registry.ts';
import type { FailurePolicy, Performance } from './types.ts';

/** What an oracle must come out as. Left out: any cell, any estimand, scored as analyzed. */
export type KnownAnswer = {
  readonly arm: string;
  readonly channel: string;
  readonly measure: string;
  readonly level: number | null;
  readonly expected: number;
  readonly cell?: string;
  readonly estimand?: string;
  readonly policy?: FailurePolicy;
};

/** One known answer against one row; without a row, or without a value in it, z is null and the check fails. */
export type Check = {
  readonly known: KnownAnswer;
  readonly row: Performance | null;
  readonly z: number | null;
  readonly ok: boolean;
};

export type SelfCheck = {
  readonly checks: readonly Check[];
  readonly passed: boolean;
  /** one a check, then the summary */
  readonly lines: readonly string[];
};

/** At most 200 checks, each within this many errors, are all fine with probability above 99.8 %. @see statistics.md §8 */
export const zLimit = 4.5;

/** Rounding in sums of up to a million doubles stays below this share of the answer: an error that is smaller is taken as this. */
const rounding = 1e-11;

/** Holds the harness against oracles whose performance is known. @see statistics.md §8 */
export function selfCheck(rows: readonly Performance[], knownAnswers: readonly KnownAnswer[]): SelfCheck {
  const checks = knownAnswers.flatMap((known) => {
    const matching = rows.filter((row) => matches(row, known));
    return matching.length === 0 ? [check(known, null)] : matching.map((row) => check(known, row));
  });
  const passed = checks.length > 0 && checks.every(({ ok }) => ok);
  return { checks, passed, lines: [...checks.map(checkLine), summary(checks)] };
}

function matches(row: Performance, known: KnownAnswer): boolean {
  return (
    row.arm === known.arm &&
    row.channel === known.channel &&
    row.measure === known.measure &&
    row.level === known.level &&
    row.policy === (known.policy ?? 'as-analyzed') &&
    (known.cell === undefined || row.cell === known.cell) &&
    (known.estimand === undefined || row.estimand === known.estimand)
  );
}

function check(known: KnownAnswer, row: Performance | null): Check {
  const z = row === null || row.value === null ? null : (row.value - known.expected) / errorOf(known, row);
  return { known, row, z, ok: z !== null && Math.abs(z) < zLimit };
}

/** A share is judged by the error it has if the known answer is right: the estimated one is 0 when every interval covers.
 *  Across channels (`*`) it is no share of n, and its own error stands.
 *  Without spread there is no error but rounding, and the value must be the answer. */
function errorOf({ expected }: KnownAnswer, row: Performance): number {
  const measure = (measures as Readonly<Record<string, Measure>>)[row.measure];
  const binomial = measure?.share === true && row.channel !== '*';
  const error = binomial ? Math.sqrt((expected * (1 - expected)) / row.n) : (row.mcse ?? 0);
  return Math.max(error, rounding * Math.max(1, Math.abs(expected)));
}

function checkLine({ known, row, z, ok }: Check): string {
  const level = known.level === null ? '' : ` ${known.level}`;
  const policy = known.policy === undefined || known.policy === 'as-analyzed' ? '' : ` ${known.policy}`;
  // what a study sets in a world is long, and the same in all lines
  const where = row === null ? '' : ` (${row.cell.replace(/\[.*\]/, '[…]')})`;
  const name = `${known.arm} ${known.channel} ${known.measure}${level}${policy}${where}`;
  const got = row === null ? 'no such row' : formatScore(row.value, row.mcse);
  return `${ok ? 'ok  ' : 'FAIL'}  ${name}: ${got}, expected ${known.expected}, z ${z === null ? 'undefined' : z.toFixed(2)}`;
}

function summary(checks: readonly Check[]): string {
  const failed = checks.filter(({ ok }) => !ok).length;
  const largest = checks.reduce((most, { z }) => Math.max(most, Math.abs(z ?? 0)), 0);
  const falseAlarm = 1 - pow(2 * normalCdf(zLimit) - 1, checks.length);
  const verdict =
    failed === 0 ? `${checks.length} of ${checks.length} checks hold` : `${failed} of ${checks.length} checks fail`;
  return `${verdict}; largest |z| ${largest.toFixed(2)}, limit ${zLimit}, false alarm ${(100 * falseAlarm).toFixed(2)} %`;
}
