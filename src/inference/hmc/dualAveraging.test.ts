import { expect, test } from 'vitest';
import { openStream } from '../../core/random/stream.ts';
import { dualAveraging } from './dualAveraging.ts';

/** Acceptance e^−ε: at target δ the step is −log δ. */
const run = (initial: number, target: number, updates: number, noise: () => number = () => 0) => {
  const step = dualAveraging(initial, target);
  for (let k = 0; k < updates; k++) step.update(Math.min(1, Math.max(0, Math.exp(-step.current()) + noise())));
  return step;
};

test.each([
  [1, 0.8],
  [1e-3, 0.8],
  [50, 0.6],
  [1, 0.95],
])('from %d towards the step whose acceptance is %d', (initial, target) => {
  const step = run(initial, target, 3000);
  expect(Math.exp(-step.adapted())).toBeCloseTo(target, 2);
  expect(Math.exp(-step.current())).toBeCloseTo(target, 2);
  const error = (updates: number) => Math.abs(Math.exp(-run(initial, target, updates).adapted()) - target);
  expect(error(48_000)).toBeLessThan(error(3000) / 4);
});

test('noise averages out', () => {
  const stream = openStream(['dualAveraging']);
  const step = run(1, 0.8, 20_000, () => 0.1 * stream.normal());
  expect(step.adapted() / -Math.log(0.8)).toBeCloseTo(1, 1);
});

test('the first two updates by hand (Hoffman & Gelman 2014, algorithm 5: γ = .05, t₀ = 10, κ = .75)', () => {
  const step = dualAveraging(0.5, 0.8);
  expect(step.current()).toBeCloseTo(0.5, 15);
  step.update(0.3);
  // H̄₁ = (.8 − .3)/11, log ε₁ = log 5 − H̄₁/.05
  const error1 = 0.5 / 11;
  const log1 = Math.log(5) - error1 / 0.05;
  expect(Math.log(step.current())).toBeCloseTo(log1, 12);
  expect(Math.log(step.adapted())).toBeCloseTo(log1, 12);
  step.update(1);
  const error2 = (1 - 1 / 12) * error1 - 0.2 / 12;
  const log2 = Math.log(5) - (Math.SQRT2 / 0.05) * error2;
  expect(Math.log(step.current())).toBeCloseTo(log2, 12);
  expect(Math.log(step.adapted())).toBeCloseTo(2 ** -0.75 * log2 + (1 - 2 ** -0.75) * log1, 12);
});

test('a restart forgets', () => {
  const step = run(1, 0.8, 100);
  step.restart(0.25);
  expect(step.current()).toBeCloseTo(0.25, 15);
  const fresh = dualAveraging(0.25, 0.8);
  for (const acceptance of [0.1, 0.9, 0.5]) {
    step.update(acceptance);
    fresh.update(acceptance);
  }
  expect([step.current(), step.adapted()]).toEqual([fresh.current(), fresh.adapted()]);
});
