import type { Estimand } from '../dataset/estimand.ts';

/** One exact number. `value` is null where it is not defined (no spend in the window, denominator ≤ 0). */
export type TrueEffect = {
  readonly estimand: Estimand;
  readonly value: number | null;
  /** why it is null, or a caveat such as an order-dependent split */
  readonly note?: string;
  /** contribution a period over window and tail, summed over geos (contribution kinds only) */
  readonly perPeriod?: Float64Array;
};

/** Contribution of one channel at scaled spend, others at their factual values. */
export type ResponseCurve = {
  readonly channel: string;
  /** multiples of the factual path */
  readonly scale: readonly number[];
  readonly contribution: readonly number[];
};

export type Truth = {
  readonly effects: readonly TrueEffect[];
  /** default tail of each channel in periods */
  readonly tails: Readonly<Record<string, number>>;
  /** empty unless asked for */
  readonly curves: readonly ResponseCurve[];
  /** the generating parameters by dotted path, for recovery scores and `media: given` */
  readonly parameters: Readonly<Record<string, number>>;
};
