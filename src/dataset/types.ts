/** What an estimator may see. Every series is geo-major: geo g, period t at index g·T + t. */

/** A series that is known before and after the estimation window as well. */
export type ExtendedSeries = {
  /** G·H values, the H periods before the window */
  readonly history: Float64Array;
  /** G·T values, the window */
  readonly window: Float64Array;
  /** G·F values, the F periods after the window (the tail) */
  readonly future: Float64Array;
};

export type Channel = {
  readonly name: string;
  /** money spent a period */
  readonly spend: ExtendedSeries;
  /** what reached people (impressions, clicks), where it differs from spend */
  readonly volume?: ExtendedSeries;
  readonly units?: string;
};

/** A series of the window only. */
export type Series = { readonly name: string; readonly values: Float64Array; readonly units?: string };

export type PeriodUnit = 'day' | 'week' | 'month' | 'quarter' | 'year';

export type Dataset = {
  readonly name: string;
  readonly period: PeriodUnit;
  /** G names; national data are one geo */
  readonly geos: readonly string[];
  /** G values, in people; ones where unknown */
  readonly population: Float64Array;
  /** T, H, F: numbers of periods in, before and after the window */
  readonly periods: number;
  readonly history: number;
  readonly future: number;
  /** T labels of the window, or null: periods are then 0..T − 1 */
  readonly dates: readonly string[] | null;
  /** position in the calendar of the window's first period, in periods; Fourier terms count from it */
  readonly firstPeriod: number;
  readonly channels: readonly Channel[];
  readonly controls: readonly Series[];
  readonly outcome: Series;
  /** `zero`: spend before the window is unknown and taken as 0 (biases ROAS down; `fit` says so) */
  readonly carryoverStart: 'history' | 'zero';
  /** SHA-256 of the float64 bytes of all series, hex */
  readonly digest: string;
};
