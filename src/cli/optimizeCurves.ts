import { z } from 'zod';

/** Products and ratios of such numbers are numbers. */
const number = z.number().min(-1e150).max(1e150);
const series = z.array(number).min(2);

/** Response curves in what `plumbline fit --json` writes. */
export const curvesSchema = z.object({
  window: z.tuple([z.int(), z.int()]),
  /** of the first and last period of the window, where the data have dates */
  dates: z.tuple([z.string(), z.string()]).optional(),
  period: z.string(),
  outcome: z.string(),
  scales: series,
  channels: z
    .array(
      z.object({
        channel: z.string(),
        spend: number.min(0),
        last_year: number.min(0).nullable(),
        tail: z.int().min(0),
        contribution: series,
        draws: z.array(series).min(2).optional(),
      }),
    )
    .min(1),
});

export type FittedCurves = z.output<typeof curvesSchema>;

/** A curve may miss 0 at no spend by this share of its height: rounding. */
const ROUNDING = 1e-9;

/** What a fit file's curves say that no fit can have said: what follows `curves` in the message; undefined where nothing. */
export function curveFault({ window: [first, last], scales, channels }: FittedCurves): string | undefined {
  if (first > last) return `.window: ${first} to ${last} is no window: the first is after the last`;
  if (scales.some((scale, i) => i > 0 && !(scale > scales[i - 1]!)) || scales[0] !== 0) {
    return '.scales: expected an ascending list from 0';
  }
  if (!(scales.at(-1)! >= 1)) return `.scales: they end at ${scales.at(-1)}; expected to reach 1, what was spent`;
  const names = channels.map(({ channel }) => channel);
  for (const [i, { channel, spend, contribution, draws = [] }] of channels.entries()) {
    const all = [contribution, ...draws];
    if (names.indexOf(channel) < i) return `: ${channel} has a curve already`;
    if (draws.length !== (channels[0]!.draws?.length ?? 0))
      return `: ${channel} has another number of draws than the others`;
    if (all.some(({ length }) => length !== scales.length)) {
      return `: ${channel} is to have one value for each of the scales`;
    }
    const off = all.find((values) => Math.abs(values[0]!) > ROUNDING * Math.max(...values.map(Math.abs)));
    if (off !== undefined) return `: ${channel} brings ${off[0]} at no spend; expected 0`;
    if (spend > 0 && !all.every((values) => finite(values, scales, spend))) {
      return `: ${channel} rises too steeply to be computed with`;
    }
  }
  return undefined;
}

function finite(values: readonly number[], scales: readonly number[], spend: number): boolean {
  return values.every(
    (value, i) => i === 0 || Number.isFinite((value - values[i - 1]!) / (scales[i]! * spend - scales[i - 1]! * spend)),
  );
}
