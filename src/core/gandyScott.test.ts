import { expect, test } from 'vitest';
import { gandyScott } from './gandyScott.ts';
import { meanP } from './goodnessOfFit.ts';
import { openStream } from './random/stream.ts';

const draws = (run: number, n: number, attempt: number, shift: number) => {
  const stream = openStream(['gandy-scott', run, attempt]);
  return Float64Array.from({ length: n }, () => stream.normal() + shift);
};

test('the thresholds of methods §7, try by try', () => {
  // ε = 1e-5, k = 7: β = ε/k = 1.4286e-6, γ = β^(1/k) = 0.1461
  const [beta, gamma] = [1e-5 / 7, (1e-5 / 7) ** (1 / 7)];
  const played = (...p: number[]) => gandyScott((_, attempt) => [p[attempt - 1]!], 10);
  expect(played(beta * 0.999)).toEqual({ passed: false, adjusted: [beta * 0.999] });
  expect(played(beta + gamma + 1e-9).adjusted).toHaveLength(1);
  expect(played(0.1, (beta / gamma) * 0.999).passed).toBe(false);
  expect(played(0.1, (beta / gamma) * 1.001, 0.9)).toEqual({
    passed: true,
    adjusted: [0.1, (beta / gamma) * 1.001, 0.9],
  });
  // the seventh and last try fails at γ itself
  expect(played(0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.145).passed).toBe(false);
  expect(played(0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.147).passed).toBe(true);
});

test('samples are four times as large from the second try on, and no larger', () => {
  const sizes: number[] = [];
  gandyScott((n) => [sizes.push(n) < 4 ? 0.1 : 0.9], 100);
  expect(sizes).toEqual([100, 400, 400, 400]);
});

test('several p-values: the smallest times their number', () => {
  expect(gandyScott(() => [0.9, 0.3, 0.8], 10).adjusted[0]).toBeCloseTo(0.9, 15);
});

test('no p-value, NaN or a number above 1 is refused', () => {
  for (const p of [[], [Number.NaN], [1.1], [0.5, -0.1]]) expect(() => gandyScott(() => p, 10)).toThrow(/p-values/);
});

test('a true hypothesis passes 300 times, a shift of half a standard deviation fails 300 times', () => {
  for (let run = 0; run < 300; run++) {
    const outcome = (shift: number) =>
      gandyScott((n, attempt) => [meanP(draws(run, n, attempt, shift), 0, 1)], 150).passed;
    expect(outcome(0)).toBe(true);
    expect(outcome(0.5)).toBe(false);
  }
});
