import { InputError } from '../core/errors.ts';
import { unknownWord } from '../experiment/plan/findings.ts';

/** Multiples of what was spent. */
export type Bounds = { readonly low: number; readonly high: number };

/** How far from what was done a plan may go where nothing is said: the data say little of what lies beyond. Customary, and
 *  arbitrary. */
const usual: Bounds = { low: 0.5, high: 2 };

/** @param most the largest multiple that the fit knows, 1 or more */
export function usualBounds(most: number): Bounds {
  return { low: usual.low, high: Math.min(usual.high, most) };
}

const number = '(?:\\d+\\.?\\d*|\\.\\d+)';
const range = new RegExp(`^(?:(.+)=)?(${number})\\.\\.(${number})$`);

/** `tv=0.5..2` for a channel, `0..3` for all that have none of their own.
 *  @param most the largest multiple that the fit knows, 1 or more
 *  @throws InputError */
export function readBounds(texts: readonly string[], channels: readonly string[], most: number): readonly Bounds[] {
  let others: Bounds | undefined;
  const own = new Map<string, Bounds>();
  for (const text of texts) {
    const path = '--bounds';
    const [, name, low, high] = range.exec(text) ?? [];
    if (low === undefined || high === undefined) {
      const message = `"${text}": expected multiples of what was spent, as tv=0.5..2, or 0.5..2 for all channels`;
      throw new InputError({ path, message });
    }
    if (name !== undefined && !channels.includes(name)) {
      throw new InputError({ path, ...unknownWord('channel', name, channels) });
    }
    const bounds = { low: Number(low), high: Number(high) };
    if (bounds.low > bounds.high) throw new InputError({ path, message: `"${text}": the first is above the second` });
    if (bounds.high > most) {
      throw new InputError({ path, message: `"${text}": the fit's curves end at ${most} times what was spent` });
    }
    if ((name === undefined ? others : own.get(name)) !== undefined) {
      const whose = name === undefined ? 'all channels have' : `${name} has`;
      throw new InputError({ path, message: `"${text}": ${whose} bounds already` });
    }
    if (name === undefined) others = bounds;
    else own.set(name, bounds);
  }
  return channels.map((channel) => own.get(channel) ?? others ?? usualBounds(most));
}

/** One word of --bounds, which takes all that follow it: a file behind it would be one of them.
 *  @throws InputError for a file */
export function boundsWord(text: string, before: readonly string[] = []): readonly string[] {
  if (!text.endsWith('.json')) return [...before, text];
  const message = `"${text}": expected multiples of what was spent (put the file before --bounds)`;
  throw new InputError({ path: '--bounds', message });
}

/** An amount, or a multiple of what was spent: `1.2x`.
 *  @param spent in the window, by all channels
 *  @throws InputError */
export function readBudget(text: string | undefined, spent: number): number {
  if (text === undefined) return spent;
  const [, amount, times] = new RegExp(`^(${number}(?:[eE][+]?\\d+)?)(x?)$`).exec(text) ?? [];
  const budget = amount === undefined ? Number.NaN : Number(amount) * (times === 'x' ? spent : 1);
  if (Number.isFinite(budget)) return budget;
  const message = `"${text}": expected an amount, or a multiple of what was spent, as 1.2x`;
  throw new InputError({ path: '--budget', message });
}

/** What a unit of the outcome earns.
 *  @throws InputError */
export function readValue(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (text.trim() !== '' && Number.isFinite(value) && value > 0) return value;
  throw new InputError({ path: '--value', message: `"${text}": expected what a unit of the outcome earns, above 0` });
}
