import type { Estimand } from '../dataset/estimand.ts';

/** One exact number. `value` is null where it is not defined (no spend in the window, denominator ≤ 0). */
export type TrueEffect = {
  readonly estimand: Estimand;
  readonly value: number | null;
  /** why it is null, or a caveat such as an order-dependent split */
  readonly note?: string;
  /** contribution a period of the data over window and tail, summed over geos (contribution kinds only) */
  readonly perPeriod?: Float64Array;
  /** geo by geo, where there are geos: the same question asked of one geo alone; null where it is not defined */
  readonly perGeo?: readonly (number | null)[];
};

/** What a geo has of its own in one replicate. */
export type GeoTruth = {
  readonly name: string;
  readonly population: number;
  /** by dotted path: `revenue.level`, `tv.spread` (a factor), `revenue.tv.effect`; only what differs between geos */
  readonly parameters: Readonly<Record<string, number>>;
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
  /** default tail of each channel in periods of the data */
  readonly tails: Readonly<Record<string, number>>;
  /** empty unless asked for */
  readonly curves: readonly ResponseCurve[];
  /** the generating parameters by dotted path, for recovery scores and `media: given` */
  readonly parameters: Readonly<Record<string, number>>;
  /** where there are geos */
  readonly geos?: readonly GeoTruth[];
};
