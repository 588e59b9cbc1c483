import { type Labeled, type Oddity, placeOf } from './types.ts';

/** Shorter stretches are flights. Our convention: a quarter of the window. */
const shareTold = 0.25;

/** The longest run of periods without spend, where it takes a quarter of the window: either the channel was off, or its
 *  numbers are missing and were written as 0. A channel that never spends is one long stretch. */
export function zeroStretch(series: Labeled): Oddity | undefined {
  const { values, periods, name } = series;
  let best = { from: 0, length: 0 };
  let from = 0;
  for (let i = 0; i < values.length; i++) {
    if (i % periods === 0 || values[i] !== 0) from = values[i] === 0 ? i : i + 1;
    if (i - from + 1 > best.length) best = { from, length: i - from + 1 };
  }
  if (best.length < 2 || best.length < shareTold * periods) return undefined;
  const [first, last] = [placeOf(series, best.from), series.label((best.from + best.length - 1) % periods)];
  const message = `0 from ${first} to ${last}, ${best.length} of ${periods} periods: was it off, or are its numbers missing?`;
  return { kind: 'zero-stretch', series: name, message };
}
