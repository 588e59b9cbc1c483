import { expect, test } from 'vitest';
import { openStream } from '../../core/random/stream.ts';
import { sampleChains } from './sample.ts';
import { defaultChainSettings } from './settings.ts';
import type { LogDensity } from './types.ts';

const normal: LogDensity = (q, gradient) => {
  gradient[0] = -q[0]!;
  return -(q[0]! * q[0]!) / 2;
};
const settings = { ...defaultChainSettings, warmup: 0, draws: 1 };
const streamOf = (seed: string) => (c: number) => openStream([seed, c]);

test('every chain starts at a place of its own, within 2 of the origin on every axis', () => {
  const seen: number[] = [];
  const density: LogDensity = (q, gradient) => {
    seen.push(...q);
    gradient.fill(0);
    return 0;
  };
  // 0 gradients are affordable, so that nothing but the starts is evaluated, and each of them twice
  const chains = sampleChains(density, 2, 3, { ...settings, maxGradients: 3 }, streamOf('starts'));
  expect(chains).toHaveLength(3);
  expect(chains.every((chain) => chain.outOfBudget)).toBe(true);
  expect(seen.filter((x) => Math.abs(x) < 2).length).toBeGreaterThanOrEqual(6);
  expect(new Set(seen.filter((x) => Math.abs(x) < 2)).size).toBeGreaterThanOrEqual(6);
});

test('a start is looked for until density and gradient are finite', () => {
  // finite on a tenth of the axis only
  const density: LogDensity = (q, gradient) => {
    gradient[0] = q[0]! > 1.6 ? -q[0]! : Number.NaN;
    return q[0]! > 1.6 ? -(q[0]! * q[0]!) / 2 : -Infinity;
  };
  const [chain] = sampleChains(density, 1, 1, { ...settings, draws: 50 }, streamOf('narrow'));
  expect(chain!.draws.every((x) => x > 1.6)).toBe(true);
});

test('the budget is shared out evenly, and each chain stops soon after its share', () => {
  const all = sampleChains(
    normal,
    1,
    4,
    { ...settings, warmup: 100, draws: 10_000, maxGradients: 4000 },
    streamOf('b'),
  );
  for (const chain of all) {
    expect(chain.outOfBudget).toBe(true);
    expect(chain.gradients).toBeGreaterThanOrEqual(1000);
    expect(chain.gradients).toBeLessThan(1000 + 2 ** settings.maxDepth);
  }
});

test('chains warm up together and then go their own ways', () => {
  const chains = sampleChains(normal, 1, 3, { ...settings, warmup: 50, draws: 20 }, streamOf('same'));
  for (const { stepSize, metric } of chains) {
    expect(stepSize).toBe(chains[0]!.stepSize);
    expect(metric).toBe(chains[0]!.metric);
  }
  expect(new Set(chains.map(({ draws }) => draws[0])).size).toBe(3);
});
