import { expect, test } from 'vitest';
import { InputError } from '../../core/errors.ts';
import type { AttemptStatus, ScoredReplicate } from '../types.ts';
import { pairedDifference } from './difference.ts';
import { pairReplicates } from './pair.ts';
import { relativePrecision } from './relativePrecision.ts';

test('pairs by replicate, where both have an answer and there is a truth', () => {
  const a = [row(2, 'ok'), row(0, 'ok'), row(1, 'ok'), row(3, 'nonconverged'), { ...row(4, 'ok'), truth: null }];
  const b = [row(0, 'ok'), row(1, 'error'), row(2, 'ok'), row(3, 'ok'), row(4, 'ok'), row(5, 'ok')];
  expect(pairReplicates(a, b).map((pair) => [pair.a.replicate, pair.b.replicate])).toEqual([
    [0, 0],
    [2, 2],
  ]);
});

test('refuses rows of different data', () => {
  expect(() => pairReplicates([row(7, 'ok')], [{ ...row(7, 'ok'), digest: 'other' }])).toThrow(InputError);
  expect(() => pairReplicates([row(7, 'ok')], [{ ...row(7, 'ok'), digest: 'other' }])).toThrow(
    'replicate 7: data digests d7 and other differ; only rows of the same data are compared',
  );
});

test('mean of the differences with their own error', () => {
  // differences 1, 2, 3: s = 1
  const score = pairedDifference(Float64Array.of(1, 1, 1), Float64Array.of(2, 3, 4));
  expect(score).toMatchObject({ value: 2, n: 3 });
  expect(score.mcse).toBeCloseTo(1 / Math.sqrt(3), 14);
});

test('relative precision by hand: variances 4/3·4 and 4/3, ψ = 3/4 each way', () => {
  const a = Float64Array.of(2, -2, 2, -2);
  const b = Float64Array.of(1, 1, -1, -1);
  expect(relativePrecision(a, b)).toMatchObject({ value: 3, mcse: 0, n: 4 });
  // a = 0, 3, −3, 0 has variance 6, b has 4/3; ψ = 0, 3/2, 3/2, 0 less 3/4: s(ψ) = √3/2
  const score = relativePrecision(Float64Array.of(0, 3, -3, 0), b);
  expect(score.value).toBeCloseTo(3.5, 14);
  expect(score.mcse).toBeCloseTo((4.5 * Math.sqrt(3)) / 4, 14);
});

test('without spread there is no ratio, and columns of different lengths are no pair', () => {
  expect(relativePrecision(Float64Array.of(1, 2), Float64Array.of(1, 1))).toMatchObject({ value: null, mcse: null });
  expect(() => pairedDifference(new Float64Array(2), new Float64Array(3))).toThrow(RangeError);
});

function row(replicate: number, status: AttemptStatus): ScoredReplicate {
  return { replicate, digest: `d${replicate}`, truth: 1, status, effect: { point: 1, se: null, intervals: [] } };
}
