import { expect, test } from 'vitest';
import { openStream } from '../../core/random/stream.ts';
import { leaveOneOut } from './leaveOneOut.ts';
import { conjugatePosterior } from './posterior.ts';
import type { ConjugateModel, ConjugatePosterior, NoiseLaw } from './types.ts';

const stream = openStream(['leave one out']);
const n = 9;
const x = Float64Array.from({ length: 3 * n }, (_, i) => (i < n ? 1 : stream.normal()));
const y = Float64Array.from({ length: n }, (_, i) => 2 + x[n + i]! + 0.7 * stream.normal());
const prior = [
  { weights: Float64Array.of(0, 1, 0), value: 0.5, sd: 2 },
  { weights: Float64Array.of(0, 0, 1), value: 0, sd: 1 },
];
const solved = (model: ConjugateModel): ConjugatePosterior => {
  const posterior = conjugatePosterior(model);
  if (posterior.status !== 'ok') throw new Error(posterior.status);
  return posterior;
};
const without = (values: Float64Array, row: number) => values.filter((_, i) => i % n !== row);

const noises: readonly NoiseLaw[] = [
  { kind: 'inverse-gamma', shape: 1.2, rate: 0.9 },
  { kind: 'known', sd: 0.8 },
];

test.each(noises)('what a row adds to the log evidence of the others is its log density given them: $kind', (noise) => {
  const model: ConjugateModel = { x, y, k: 3, prior, noise };
  const all = solved(model);
  const densities = leaveOneOut(model, all)!;
  expect(densities.length).toBe(n);
  for (let i = 0; i < n; i++) {
    const rest = solved({ ...model, x: without(x, i), y: without(y, i) });
    expect(densities[i]).toBeCloseTo(all.logEvidence - rest.logEvidence, 11);
  }
});

test('a row that alone determines a coefficient of flat prior has no density', () => {
  const own = x.slice();
  own.fill(0, 2 * n);
  own[2 * n + 4] = 1;
  const model: ConjugateModel = { x: own, y, k: 3, prior: [], noise: noises[0]! };
  expect(leaveOneOut(model, solved(model))).toBeNull();
});
