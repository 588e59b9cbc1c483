import { expect, test } from 'vitest';
import { openStream } from '../core/random/stream.ts';
import { column, times } from './column.fixture.ts';
import { signFlipMaxT } from './signFlip.ts';

const differences = (values: readonly number[], twoSided = false) => ({ ...column(values), twoSided });

test('up to twelve replicates p-values are exact: tails of the binomial', () => {
  const p = (n: number, negative: number, twoSided = false) =>
    signFlipMaxT([differences([...times(n - negative, 1), ...times(negative, -1)], twoSided)], n)[0];
  expect(p(12, 0)).toBe(1 / 4096);
  expect(p(12, 2)).toBe((1 + 12 + 66) / 4096);
  expect(p(12, 12, true)).toBe(2 / 4096);
  expect(p(1, 0)).toBe(1 / 2);
  // of thirteen, 4,999 are drawn, and what was seen counts as one
  const drawn = p(13, 4)!;
  expect(Number.isInteger(Math.round(drawn * 5000 * 1e6) / 1e6)).toBe(true);
  // P(X ≥ 9), X ~ Binomial(13, ½) = 1093/8192 = .1334
  expect(Math.abs(drawn - 1093 / 8192)).toBeLessThan(0.02);
});

test('drawn signs are the same each time, other keys draw others, and all replicates are flipped', () => {
  const some = [0.05, 0.1, 0.2].map((by) =>
    differences(Array.from({ length: 35 }, (_, i) => Math.sin(i * (1 + by)) + by)),
  );
  const first = signFlipMaxT(some, 35);
  expect(signFlipMaxT(some, 35)).toEqual(first);
  expect(signFlipMaxT(some, 35, ['compare', 'sign-flip'])).toEqual(first);
  expect(signFlipMaxT(some, 35, ['other'])).not.toEqual(first);
  // one large difference beyond the 32nd sign and the 64th: its own sign decides, half of the time
  for (const place of [31, 32, 69]) {
    const lone = times(70, 0).map((_, i) => (i === place ? 1 : 0));
    expect(Math.abs(signFlipMaxT([differences(lone)], 70)[0]! - 0.5)).toBeLessThan(0.03);
  }
});

test('a draw takes a word of the stream for each 32 replicates, a bit a sign: p counted again from the words', () => {
  const values = Array.from({ length: 40 }, (_, i) => Math.cos(3 * i) + 0.15);
  const observed = values.reduce((sum, d) => sum + d, 0);
  const { next32 } = openStream(['compare', 'sign-flip']);
  let reached = 1;
  for (let draw = 0; draw < 4999; draw++) {
    const words = [next32(), next32()];
    const flipped = values.reduce((sum, d, r) => sum + ((words[r < 32 ? 0 : 1]! >>> (r % 32)) % 2 === 1 ? d : -d), 0);
    if (flipped >= observed - 1e-9) reached += 1;
  }
  expect(signFlipMaxT([differences(values)], 40)).toEqual([reached / 5000]);
});

test('signs of two words are drawn apart: that two far replicates agree is a coin', () => {
  for (const [i, j] of [
    [0, 32],
    [3, 4],
  ] as const) {
    const both = times(70, 0).map((_, at) => (at === i || at === j ? 1 : 0));
    // both as they are: a quarter
    expect(Math.abs(signFlipMaxT([differences(both)], 70)[0]! - 0.25)).toBeLessThan(0.03);
  }
});

test('the scale of a question does not matter, and what has no difference is no evidence', () => {
  const values = [3, -1, 2, 5, -0.5];
  const [small] = signFlipMaxT([differences(values)], 5);
  const scaled = signFlipMaxT(
    [differences(values), differences(values.map((d) => d * 1e6)), differences(times(5, 0))],
    5,
  );
  expect(scaled.slice(0, 2)).toEqual([small, small]);
  expect(scaled[2]).toBeGreaterThanOrEqual(small!);
  expect(signFlipMaxT([differences(times(5, 0))], 5)).toEqual([1]);
});
