import type { AttemptRecord } from '../../experiment/run/record.ts';
import { drawn } from './digits.ts';
import type { FailureRow, FitRow } from './types.ts';

/** How one arm's fits in one cell ended. */
export function failureOf(attempts: readonly AttemptRecord[]): Pick<FailureRow, 'n' | 'byStatus' | 'reason'> {
  const byStatus = counts(attempts.map(({ status }) => status));
  const reasons = counts(attempts.flatMap(({ status, reason }) => (status === 'ok' ? [] : [reason ?? status])));
  const [commonest] = Object.entries(reasons).sort(([, a], [, b]) => b - a);
  return { n: attempts.length, byStatus, reason: commonest?.[0] ?? '' };
}

function counts(words: readonly string[]): Readonly<Record<string, number>> {
  const found = new Map<string, number>();
  for (const word of words) found.set(word, 1 + (found.get(word) ?? 0));
  return Object.fromEntries(found);
}

/** Time a fit, and effective sample size where the fits have chains. */
export function fitOf(attempts: readonly AttemptRecord[]): Omit<FitRow, 'cell' | 'arm'> {
  const seconds = mean(attempts.map(({ ms }) => ms / 1000));
  const ess = mean(
    attempts.flatMap(({ status, diagnostics }) =>
      status === 'ok' && diagnostics.ess_bulk_min !== undefined ? [diagnostics.ess_bulk_min] : [],
    ),
  );
  return {
    n: attempts.length,
    seconds: seconds.mean ?? 0,
    secondsMcse: seconds.mcse,
    ess: ess.mean,
    essMcse: ess.mcse,
  };
}

/** Mean and its Monte Carlo error, sd/√n; null where there is too little to tell. */
function mean(values: readonly number[]): { readonly mean: number | null; readonly mcse: number | null } {
  const n = values.length;
  if (n === 0) return { mean: null, mcse: null };
  const center = values.reduce((sum, x) => sum + x, 0) / n;
  if (n === 1) return { mean: drawn(center), mcse: null };
  const squares = values.reduce((sum, x) => sum + (x - center) * (x - center), 0);
  return { mean: drawn(center), mcse: drawn(Math.sqrt(squares / (n - 1) / n)) };
}
