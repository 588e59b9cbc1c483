import type { PeriodUnit } from '../dataset/types.ts';

/** How a world gets into the advertiser's database. Where all is as by default, a world has none. */
export type Observation = {
  /** periods of the world in one of the data */
  readonly every: number;
  /** controls that are sums over these; other controls are means, money, exposure and the outcome are sums */
  readonly summed: readonly string[];
  /** in this order, before anything is lost */
  readonly errors: readonly (When & { readonly factor: number })[];
  readonly missing: readonly (When & { readonly filled: 'zero' | 'last' | 'interpolated' })[];
};

/** Which records: of each of these nodes, each with the given probability, or those of the listed periods of the data. */
export type When = {
  readonly nodes: readonly string[];
  readonly probability?: number;
  readonly at?: readonly number[];
};

/** Periods of the world in one period of the data. */
export const observedEvery = ({ observation }: Seen): number => observation?.every ?? 1;

type Seen = { readonly observation?: Observation };

/** What so many periods make, where calendars agree on it. */
export const coarser: Readonly<Partial<Record<PeriodUnit, Readonly<Record<number, PeriodUnit>>>>> = {
  day: { 7: 'week' },
  week: { 13: 'quarter', 52: 'year' },
  month: { 3: 'quarter', 12: 'year' },
  quarter: { 4: 'year' },
};

/** The period of the data, in which windows, tails and sample sizes are counted. */
export function observedPeriod(world: Seen & { readonly period: PeriodUnit }): PeriodUnit {
  return coarser[world.period]?.[observedEvery(world)] ?? world.period;
}
