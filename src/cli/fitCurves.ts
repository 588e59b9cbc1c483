import type { Dataset, PeriodUnit } from '../dataset/types.ts';
import type { CurveRequest, FitRequest, FittedCurve } from '../estimate/contract.ts';
import { thinned } from '../estimate/thinned.ts';

/** Multiples of what was spent at which curves are written: to twice of it, where decisions are, by tenths, to four times by
 *  quarters. Between them the curve is off by less than .6 % of its height on Hill curves of slopes to 3. */
const SCALES = [
  ...Array.from({ length: 21 }, (_, i) => i / 10),
  ...Array.from({ length: 8 }, (_, i) => 2 + (i + 1) / 4),
];
/** Draws of a curve in the file: 10 % and 90 % quantiles of 200 have a standard error of about .12 standard deviations. */
const WRITTEN = 200;

const periodsOfYear: Readonly<Record<PeriodUnit, number>> = { day: 365, week: 52, month: 12, quarter: 4, year: 1 };

/** Curves over the window of the first question, each channel with its tail there. */
export function curveRequest(dataset: Dataset, { estimands }: FitRequest): CurveRequest {
  const { window, tail } = estimands[0]!;
  const tails = Object.fromEntries(dataset.channels.map(({ name }) => [name, tail]));
  return { window, tails, scales: SCALES, draws: WRITTEN };
}

/** Response curves as `plumbline optimize` reads them. `spend` is that of the window, `last_year` that of the same periods a
 *  year before, null where the data do not reach back so far. */
export function curvesJson(dataset: Dataset, { window, tails, scales }: CurveRequest, curves: readonly FittedCurve[]) {
  const [first, last] = window;
  const year = periodsOfYear[dataset.period];
  return {
    window,
    ...datesOf(dataset, first, last),
    period: dataset.period,
    outcome: dataset.outcome.name,
    scales,
    channels: curves.map(({ channel, contribution, draws }) => ({
      channel,
      spend: spendIn(dataset, channel, first, last),
      last_year: spendIn(dataset, channel, first - year, last - year),
      tail: tails[channel] ?? 0,
      contribution: [...contribution],
      ...(draws === undefined ? {} : { draws: thinned(draws, WRITTEN).map((draw) => [...draw]) }),
    })),
  };
}

/** Nothing where periods are numbered. */
function datesOf({ dates }: Dataset, first: number, last: number): { readonly dates?: readonly [string, string] } {
  const [from, to] = [dates?.[first], dates?.[last]];
  if (from === undefined || to === undefined || /^\d+$/.test(from)) return {};
  return { dates: [from, to] };
}

/** All geos; null before the history. */
function spendIn({ channels, geos, history, periods }: Dataset, name: string, first: number, last: number) {
  if (first < -history) return null;
  const { spend } = channels.find((channel) => channel.name === name)!;
  let total = 0;
  for (let g = 0; g < geos.length; g++) {
    for (let t = first; t <= last; t++) {
      total += t < 0 ? spend.history[g * history + history + t]! : spend.window[g * periods + t]!;
    }
  }
  return total;
}
