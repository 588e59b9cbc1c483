import type { Answered } from './answers.ts';

/** What one answer costs, and whether a mean of it is read through its square root. */
export type Loss = {
  readonly of: (row: Answered['rows'][number], level: number) => number;
  readonly isSquare: boolean;
};

/** Losses that a comparison can be on; formulas in statistics.md §3. */
export const losses = {
  rmse: { of: ({ truth, effect }) => (effect.point - truth) * (effect.point - truth), isSquare: true },
  'interval-score': {
    of: ({ truth, effect }, level) => {
      const [lower, upper] = effect.intervals[0]!;
      return upper - lower + (2 / (1 - level)) * (Math.max(0, lower - truth) + Math.max(0, truth - upper));
    },
    isSquare: false,
  },
  /** an answer without draws is a forecast of its point alone */
  crps: { of: ({ truth, effect }) => effect.crps ?? Math.abs(effect.point - truth), isSquare: false },
} as const satisfies Record<string, Loss>;
