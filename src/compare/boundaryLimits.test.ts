import { expect, test } from 'vitest';
import { anytime, FIRST_LOOK, oneLook, sequenceRadius, tunedRhoSquared } from './boundary.ts';

const contrast = (estimate: number, se: number, n: number) => ({ estimate, se, df: n - 1, n });

test('one replicate says nothing', () => {
  expect(oneLook.radius(contrast(1, 0.1, 1), 0.05)).toBe(Infinity);
  expect(oneLook.p(contrast(1, 0.1, 1))).toBe(1);
});

test('without any spread a difference above 0 is certain, and 0 or less is none', () => {
  expect([1, 0, -1].map((estimate) => oneLook.p(contrast(estimate, 0, 10)))).toEqual([0, 1, 1]);
});

test('the sequence says nothing before its first look, and takes that look', () => {
  const rhoSquared = tunedRhoSquared(1000, 0.05);
  expect(sequenceRadius(1, FIRST_LOOK - 1, 0.05, rhoSquared)).toBe(Infinity);
  expect(sequenceRadius(1, FIRST_LOOK, 0.05, rhoSquared)).toBeLessThan(1);
  const { p } = anytime(1000, 0.05);
  expect(p(contrast(1, 0.01, FIRST_LOOK - 1))).toBe(1);
  expect(p(contrast(1, 0.01, FIRST_LOOK))).toBeLessThan(1e-6);
});
