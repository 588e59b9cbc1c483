import type { FitRequest } from './contract.ts';
import { isObject, show } from './loose.ts';

/** Curves are subtracted, added and divided before anybody looks at them: up to here no step of that overflows. */
const MOST = 1e150;

/** The first thing wrong with the response curves of an answer; undefined for sound ones, and where there are none.
 *  @param channels of the dataset, where names are to be checked */
export function curvesFault(
  curves: unknown,
  asked: FitRequest['curves'],
  channels: readonly string[] | undefined,
): string | undefined {
  if (curves === undefined) return undefined;
  if (asked === undefined) return 'curves: none were asked for';
  if (!Array.isArray(curves)) return `curves: ${show(curves)} is no list`;
  const { scales } = asked;
  const seen: unknown[] = [];
  for (const [i, curve] of curves.entries()) {
    if (!isObject(curve)) return `curves[${i}]: ${show(curve)} is no curve`;
    const { channel, contribution, draws } = curve;
    if (typeof channel !== 'string' || (channels !== undefined && !channels.includes(channel))) {
      return `curves[${i}].channel: ${show(channel)} is no channel of the data`;
    }
    if (seen.includes(channel)) return `curves[${i}].channel: ${channel} has a curve already`;
    seen.push(channel);
    if (!isSeries(contribution, scales.length)) {
      return `curves[${i}].contribution: not a Float64Array of ${scales.length} numbers up to ±${MOST}, one a scale`;
    }
    if (draws === undefined) continue;
    const sound = Array.isArray(draws) && draws.length > 0 && draws.every((draw) => isSeries(draw, scales.length));
    if (!sound) return `curves[${i}].draws: not a list of Float64Arrays of ${scales.length} numbers up to ±${MOST}`;
  }
  return undefined;
}

function isSeries(value: unknown, length: number): boolean {
  return value instanceof Float64Array && value.length === length && value.every((x) => Math.abs(x) <= MOST);
}
