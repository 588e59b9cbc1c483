import { expect, test } from 'vitest';
import { normalCdf } from '../core/distributions.ts';
import { gandyScott } from '../core/gandyScott.ts';
import { openStream } from '../core/random/stream.ts';
import { anytime, oneLook, sequenceRadius, tunedRhoSquared } from './boundary.ts';
import { contrastOf, effectOf, meanEffect } from './contrast.ts';

const contrast = (estimate: number, se: number, n: number) => ({ estimate, se, df: n - 1, n });

test('the constant of the confidence sequence by its formula', () => {
  // ρ² = (−2·log .05 + log(1 − 2·log .05))/1000 = (5.99146 + 1.94469)/1000
  const rhoSquared = tunedRhoSquared(1000, 0.05);
  expect(rhoSquared).toBeCloseTo(0.00793615, 7);
  // R = 1000: √{2·8.93615/(1e6·.00793615)·log(√8.93615/.05)}, by Python
  expect(sequenceRadius(1, 1000, 0.05, rhoSquared)).toBeCloseTo(0.09598173584, 10);
  expect(sequenceRadius(3, 1000, 0.05, rhoSquared)).toBeCloseTo(3 * 0.09598173584, 10);
  expect(sequenceRadius(1, 99, 0.05, rhoSquared)).toBe(Number.POSITIVE_INFINITY);
});

test('the tuned ρ² makes it near its tightest at the planned number', () => {
  const at = (rhoSquared: number) => sequenceRadius(1, 1000, 0.05, rhoSquared);
  const tuned = tunedRhoSquared(1000, 0.05);
  for (const other of [tuned / 4, tuned * 4]) expect(at(tuned)).toBeLessThan(at(other));
});

test('its p-value is the level at which the radius reaches down to 0', () => {
  const boundary = anytime(500, 0.05);
  const seen = contrast(0.2, 0.05, 400);
  const p = boundary.p(seen);
  // the bound of the paper takes log(√(Rρ² + 1)/α); solved for α
  expect(boundary.radius(seen, p)).toBeCloseTo(0.2, 9);
  expect(boundary.p(contrast(0.2, 0.05, 99))).toBe(1);
  expect(boundary.p(contrast(-0.2, 0.05, 400))).toBe(1);
});

test('looking after every batch: t-bounds are left far too often, the sequence is not', () => {
  const [runs, most] = [400, 1000];
  const left = { fixed: 0, anytime: 0 };
  const boundary = anytime(most, 0.05);
  for (let run = 0; run < runs; run++) {
    const stream = openStream(['looks', run]);
    let [total, squares] = [0, 0];
    const out = { fixed: false, anytime: false };
    for (let n = 1; n <= most; n++) {
      const x = stream.normal();
      total += x;
      squares += x * x;
      if (n < 100 || n % 20 !== 0) continue;
      const mean = total / n;
      const seen = contrast(mean, Math.sqrt((squares / n - mean * mean) / (n - 1)), n);
      out.fixed ||= oneLook.p(seen) <= 0.05;
      out.anytime ||= boundary.p(seen) <= 0.05;
    }
    if (out.fixed) left.fixed += 1;
    if (out.anytime) left.anytime += 1;
  }
  expect(left.fixed / runs).toBeGreaterThan(0.12);
  expect(left.anytime / runs).toBeLessThan(0.05);
});

test('one look: Student’s t, Welch for independent runs', () => {
  // R: t.test(c(1,2,3,4), mu = 0): t = 3.872983, p (greater) = .01523
  const values = Float64Array.from([1, 2, 3, 4]);
  const one = contrastOf(effectOf({ at: [0, 1, 2, 3], values }));
  expect(one).toMatchObject({ estimate: 2.5, df: 3, n: 4 });
  expect(oneLook.p(one)).toBeCloseTo(0.0152331458, 9);
  expect(one.estimate - oneLook.radius(one, 0.05)).toBeCloseTo(2.5 - 2.353363 * 0.6454972, 5);
  // R: t.test(c(1,2,3,4), c(2,4,9)): df = 2.3883852
  const other = Float64Array.from([-2, -4, -9]);
  const two = contrastOf(effectOf({ at: [0, 1, 2, 3], values }, { at: [0, 1, 2], values: other }));
  expect(two.estimate).toBeCloseTo(-2.5, 12);
  expect(two.se).toBeCloseTo(Math.sqrt(5 / 3 / 4 + 13 / 3), 12);
  expect(two.df).toBeCloseTo(2.3883852, 7);
  expect(contrastOf(effectOf({ at: [0], values: Float64Array.of(1) }))).toMatchObject({ df: 0, se: Infinity });
  expect(oneLook.p(contrast(Number.NaN, 1, 9))).toBe(1);
});

test('what the questions of a replicate share is not counted twice', () => {
  const effect = effectOf({ at: [0, 1, 2], values: Float64Array.of(1, 2, 6) });
  expect(contrastOf(meanEffect([effect, effect])).se).toBeCloseTo(contrastOf(effect).se, 12);
  // of other replicates: as two independent means
  const other = effectOf({ at: [3, 4, 5], values: Float64Array.of(1, 2, 6) });
  const [half, both] = [contrastOf(effect).se, contrastOf(meanEffect([effect, other])).se];
  expect(both / half).toBeGreaterThan(0.6);
  expect(both / half).toBeLessThan(0.72);
});

test('t-bounds hold their level for one look', () => {
  const { passed } = gandyScott((n, attempt) => {
    const stream = openStream([Date.now(), attempt]);
    let misses = 0;
    for (let i = 0; i < n; i++) {
      const values = Float64Array.from({ length: 10 }, () => stream.normal());
      if (oneLook.p(contrastOf(effectOf({ at: values, values }))) <= 0.05) misses += 1;
    }
    const z = (misses - 0.05 * n) / Math.sqrt(0.05 * 0.95 * n);
    return [2 * normalCdf(-Math.abs(z))];
  }, 2000);
  expect(passed).toBe(true);
});
