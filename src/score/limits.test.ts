import { expect, test } from 'vitest';
import { openStream } from '../core/random/stream.ts';
import type { Estimand } from '../dataset/estimand.ts';
import type { Effect } from '../estimate/contract.ts';
import { checkAnswers } from './checkAnswers.ts';
import { partOf } from './decomposition.ts';
import { formatPerformance, formatScore } from './format.ts';
import { isUndercovered } from './miss.ts';
import { scoreAttempt } from './scoreAttempt.ts';

const estimand: Estimand = { channel: 'tv', kind: 'roas.total', window: [0, 9], tail: 0 };
const effect: Effect = { estimand, point: 1, se: 0.5, intervals: [{ level: 0.8, lower: 0, upper: 2 }] };
const problem = (change: Partial<Effect>) => checkAnswers([{ ...effect, ...change }], [estimand], [0.8]);

test('answers at the border: no error at all and an interval of one point are fine, one infinite end is not', () => {
  expect(problem({ se: 0, mcse: 0, intervals: [{ level: 0.8, lower: 1, upper: 1 }] })).toBeNull();
  for (const [lower, upper] of [
    [-Infinity, 1],
    [1, Infinity],
    [Number.NaN, 1],
  ] as const)
    expect(problem({ intervals: [{ level: 0.8, lower, upper }] })).toBe(
      `effects[0].intervals[0]: got [${lower}, ${upper}], must be finite with lower ≤ upper`,
    );
  expect(problem({ draws: Float64Array.of(Number.NaN, 1) })).toBe(
    'effects[0].draws[0]: got NaN, must be a finite number',
  );
});

test('a row has no keys for what a fit does not give', () => {
  const answer = {
    status: 'ok',
    effects: [effect],
    fitted: new Float64Array(0),
    parameters: [],
    diagnostics: {},
  } as const;
  const score = (draws?: Float64Array) =>
    scoreAttempt(
      draws === undefined ? answer : { ...answer, effects: [{ ...effect, draws }] },
      { estimands: [estimand], values: [1] },
      [0.8],
      openStream(['limits.test']),
    );
  const bare = { point: 1, se: 0.5, intervals: [[0, 2]] };
  expect(score()).toStrictEqual({ status: 'ok', effects: [bare], diagnostics: {} });
  // no draw has no rank, one has no spread
  expect(score(new Float64Array(0)).effects[0]).toStrictEqual(bare);
  expect(score(Float64Array.of(0)).effects[0]).toStrictEqual({ ...bare, rank: [1, 1] });
});

test('a part of a bias: of the numbers among some; two have a standard error', () => {
  expect(partOf([])).toEqual({ value: null, mcse: null });
  expect(partOf([1, Number.NaN, 3])).toEqual({ value: 2, mcse: 1 });
  expect(partOf([1])).toEqual({ value: 1, mcse: null });
});

test.each<[number | null, number | null, string]>([
  [0, 0, '0'],
  [-0.5, 0.1, '-0.50 ± 0.10'],
  [-0.4, 45, '0 ± 45'],
  [0.1234567, 0.000012, '0.123457 ± 0.000012'],
  [0.000123, null, '0.000123'],
  [0.9996, null, '1.00'],
])('%d with error %d is "%s"', (value, mcse, text) => {
  expect(formatScore(value, mcse)).toBe(text);
});

test('an interval without an error gives the digits by its width; half an interval is none', () => {
  expect(formatPerformance({ value: 0.5, mcse: null, lower: 0.2, upper: 0.8 })).toBe('0.50 [0.20, 0.80]');
  expect(formatPerformance({ value: null, mcse: null, lower: 0.2, upper: 0.8 })).toBe('–');
  expect(formatPerformance({ value: 0.5, mcse: 0.1, lower: null, upper: 0.8 })).toBe('0.50 ± 0.10');
  expect(formatPerformance({ value: 0.5, mcse: 0.1, lower: 0.2, upper: null })).toBe('0.50 ± 0.10');
});

test('without a value, a level or a replicate nothing is covered too rarely', () => {
  expect(isUndercovered({ value: 0, level: 0.95, n: 10 })).toBe(true);
  expect(isUndercovered({ value: null, level: 0.95, n: 10 })).toBe(false);
  expect(isUndercovered({ value: 0, level: null, n: 10 })).toBe(false);
  expect(isUndercovered({ value: 0, level: 0.95, n: 0 })).toBe(false);
});
