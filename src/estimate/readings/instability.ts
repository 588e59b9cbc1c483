import { mean, sd } from '../../core/stats.ts';
import { sliceDataset } from '../../dataset/slice.ts';
import type { Dataset } from '../../dataset/types.ts';
import type { Diagnostics, Estimate, FitRequest } from '../contract.ts';
import { READING } from './fitReadings.ts';

/** Windows of half the data that start a sixth apart: neighbors share two thirds. Our convention; few enough to be cheap. */
const windows = 4;
const share = 0.5;
/** A shorter window than this fits hardly anything. */
const shortest = 20;

/** Where the windows begin, and how long they are. None where the data are too short. */
export function rollingWindows(periods: number): { readonly starts: readonly number[]; readonly length: number } {
  const length = Math.floor(share * periods);
  if (length < shortest) return { starts: [], length };
  const starts = Array.from({ length: windows }, (_, w) => Math.round((w * (periods - length)) / (windows - 1)));
  return { starts, length };
}

/** Rolling-window instability of ROAS: the same model fitted to four windows of half the data; for each channel the standard
 *  deviation of its estimate over the windows, over the absolute mean; `reading.instability` is the mean over channels. True
 *  returns move little between windows, so what moves is noise, or a model that is wrong in different ways at different times.
 *  Left out where a window's fit fails.
 *  @param refit the same arm on a part of the data
 *  @see docs/methods/readings.md */
export async function instability(
  dataset: Dataset,
  request: FitRequest,
  refit: (part: Dataset, request: FitRequest) => Estimate | Promise<Estimate>,
): Promise<Diagnostics> {
  const { starts, length } = rollingWindows(dataset.periods);
  const points: (readonly number[])[] = [];
  for (const [w, start] of starts.entries()) {
    const part = sliceDataset(dataset, start, length);
    const asked = dataset.channels.map(({ name }) => ({
      ...{ channel: name, kind: 'roas.total' as const, window: [0, length - 1] as const },
      // the tail of the question that was asked of the whole, where there was one
      tail: request.estimands.find(({ channel }) => channel === name)?.tail ?? 0,
    }));
    const stream = (role: string) => request.stream(`rolling/${w}/${role}`);
    const estimate = await refit(part, { estimands: asked, levels: request.levels, stream });
    if (estimate.status !== 'ok') return {};
    points.push(estimate.effects.map((effect) => effect?.point ?? Number.NaN));
  }
  const spreads = dataset.channels.map((_, c) => {
    const own = points.map((point) => point[c]!);
    return sd(own) / Math.abs(mean(own));
  });
  const known = spreads.filter(Number.isFinite);
  return known.length === 0 ? {} : { [`${READING}instability`]: mean(known) };
}

/** A lift test names periods of the whole data, which are others in a part of them. */
export function rollable(settings: unknown): boolean {
  const tests = typeof settings === 'object' && settings !== null && 'lift_tests' in settings && settings.lift_tests;
  return tests === false || tests === undefined;
}
