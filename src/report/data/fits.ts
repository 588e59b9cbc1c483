import type { AttemptRecord } from '../../experiment/run/record.ts';
import { openMoments } from './moments.ts';
import type { FailureRow, FitRow } from './types.ts';

/** What one arm's fits in one cell say together, asked one at a time. */
export type FitTally = {
  readonly add: (attempt: AttemptRecord) => void;
  /** how they ended */
  readonly failure: () => Pick<FailureRow, 'n' | 'byStatus' | 'reason'>;
  /** time a fit, and effective sample size where the fits have chains */
  readonly fit: () => Omit<FitRow, 'cell' | 'arm'>;
};

/** Reasons may name numbers and then all differ; one that first comes after so many others is hardly the commonest. */
const MOST_REASONS = 1000;

export function openFitTally(): FitTally {
  const byStatus = new Map<string, number>();
  const reasons = new Map<string, number>();
  const [seconds, ess] = [openMoments(), openMoments()];
  let n = 0;
  return {
    add: ({ status, reason = status, ms, diagnostics }) => {
      n += 1;
      count(byStatus, status);
      seconds.add(ms / 1000);
      if (status !== 'ok') {
        if (reasons.has(reason) || reasons.size < MOST_REASONS) count(reasons, reason);
      } else if (diagnostics.ess_bulk_min !== undefined) ess.add(diagnostics.ess_bulk_min);
    },
    failure: () => {
      const [commonest] = [...reasons].sort(([, a], [, b]) => b - a);
      return { n, byStatus: Object.fromEntries(byStatus), reason: commonest?.[0] ?? '' };
    },
    fit: () => {
      const [time, size] = [seconds.give(), ess.give()];
      return { n, seconds: time.mean ?? 0, secondsMcse: time.mcse, ess: size.mean, essMcse: size.mcse };
    },
  };
}

function count(words: Map<string, number>, word: string): void {
  words.set(word, 1 + (words.get(word) ?? 0));
}
