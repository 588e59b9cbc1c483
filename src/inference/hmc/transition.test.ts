import { expect, test } from 'vitest';
import { openStream } from '../../core/random/stream.ts';
import { unitMetric } from './metric.ts';
import { nutsKernel } from './transition.ts';
import type { LogDensity } from './types.ts';

const normal: LogDensity = (q, gradient) => {
  let total = 0;
  for (let i = 0; i < q.length; i++) {
    gradient[i] = -q[i]!;
    total -= (q[i]! * q[i]!) / 2;
  }
  return total;
};

function kernelAt(values: readonly number[], maxDepth: number, seed: string, density = normal) {
  const kernel = nutsKernel(density, values.length, maxDepth, openStream([seed]));
  kernel.state.q.set(values);
  kernel.state.logDensity = density(kernel.state.q, kernel.state.gradient);
  return kernel;
}

test('what a transition says of itself is consistent, and the state carries its own density and gradient', () => {
  const kernel = kernelAt([0.3, -1, 2, 0], 6, 'consistent');
  const metric = unitMetric('dense', 4);
  const gradient = new Float64Array(4);
  for (let k = 0; k < 200; k++) {
    const before = kernel.state.logDensity;
    const info = kernel.move(metric, 0.4);
    expect(info.acceptance).toBeGreaterThan(0);
    expect(info.acceptance).toBeLessThanOrEqual(1);
    expect(info.depth).toBeLessThanOrEqual(6);
    // a doubling of depth d takes up to 2^d steps; all but the last are complete
    expect(info.leapfrogs).toBeGreaterThanOrEqual(2 ** (info.depth - 1));
    expect(info.leapfrogs).toBeLessThan(2 ** info.depth);
    expect(info.energy).toBeGreaterThanOrEqual(-before);
    expect(kernel.state.logDensity).toBe(normal(kernel.state.q, gradient));
    expect(kernel.state.gradient).toEqual(gradient);
  }
});

test('small steps are accepted, and as many are taken as half a turn needs', () => {
  const kernel = kernelAt([1, 1], 10, 'turn');
  const infos = Array.from({ length: 300 }, () => ({ ...kernel.move(unitMetric('diagonal', 2), 0.01) }));
  const mean = (of: (info: (typeof infos)[number]) => number) =>
    infos.reduce((sum, info) => sum + of(info), 0) / infos.length;
  expect(mean((info) => info.acceptance)).toBeGreaterThan(0.999);
  // half a turn is π/.01 = 314 steps; trees double, and sub-trees turn on the way
  expect(mean((info) => info.leapfrogs)).toBeGreaterThan(150);
  expect(mean((info) => info.leapfrogs)).toBeLessThan(650);
});

test('the largest depth is never passed', () => {
  const kernel = kernelAt([1, 1], 3, 'shallow');
  const info = kernel.move(unitMetric('diagonal', 2), 1e-4);
  expect(info).toMatchObject({ depth: 3, leapfrogs: 7, divergent: false });
});

test('after a divergence at the first step the state stays where it was', () => {
  const kernel = kernelAt([1, 1], 8, 'divergent');
  const info = kernel.move(unitMetric('diagonal', 2), 1e4);
  expect(info).toMatchObject({ depth: 1, leapfrogs: 1, divergent: true, acceptance: 0 });
  expect([...kernel.state.q]).toEqual([1, 1]);
});
