import { expect, test } from 'vitest';
import { openStream } from '../core/random/stream.ts';
import type { Estimand } from '../dataset/estimand.ts';
import type { Effect, Estimate } from '../estimate/contract.ts';
import { scoreAttempt } from './scoreAttempt.ts';

const estimands = ['tv', 'search'].map(
  (channel): Estimand => ({ channel, kind: 'roas.total', window: [0, 51], tail: 4 }),
);
const truth = { estimands, values: [1, null] };
const levels = [0.5, 0.95];
const tv: Effect = {
  estimand: estimands[0]!,
  point: 2,
  se: 0.5,
  intervals: [
    { level: 0.5, lower: 1.5, upper: 2.5 },
    { level: 0.95, lower: 0, upper: 4 },
  ],
  draws: Float64Array.of(4, 0),
  mcse: 0.01,
};

test('keeps the numbers, scores the draws and lets them go', () => {
  expect(score(ok([tv, null]))).toEqual({
    status: 'ok',
    effects: [
      {
        point: 2,
        se: 0.5,
        intervals: [
          [1.5, 2.5],
          [0, 4],
        ],
        crps: 0,
        rank: [1, 2],
        mcse: 0.01,
      },
      null,
    ],
    diagnostics: { r2: 0.9 },
  });
});

test('without a truth there is nothing to score the draws against', () => {
  const search = { ...tv, estimand: estimands[1]! };
  expect(score(ok([null, search])).effects[1]).toEqual({
    point: 2,
    se: 0.5,
    intervals: [
      [1.5, 2.5],
      [0, 4],
    ],
    mcse: 0.01,
  });
});

test('a method without standard error, intervals and draws has a point', () => {
  const bare: Effect = { estimand: estimands[0]!, point: 2, se: null, intervals: [] };
  expect(score(ok([bare, null])).effects[0]).toEqual({ point: 2, se: null, intervals: [] });
});

test('a fit that did not converge keeps its numbers and its reason', () => {
  const attempt = score({ ...ok([tv, null]), status: 'nonconverged', reason: 'rhat 1.2' });
  expect([attempt.status, attempt.reason, attempt.effects[0]?.point]).toEqual(['nonconverged', 'rhat 1.2', 2]);
});

test('a failed fit is a row with its reason and no effects', () => {
  expect(score({ status: 'refused', reason: 'rank-deficient', detail: 'tv is twice search' })).toEqual({
    status: 'refused',
    reason: 'rank-deficient: tv is twice search',
    effects: [null, null],
    diagnostics: {},
  });
  expect(score({ status: 'error', detail: 'boom' }).reason).toBe('boom');
  expect(score({ status: 'invalid-output', detail: 'no effects' }).status).toBe('invalid-output');
});

test.each<[string, readonly (Effect | null)[], string]>([
  ['too few', [tv], 'effects: got 1, must be 2, one for each estimand'],
  ['NaN', [{ ...tv, point: Number.NaN }, null], 'effects[0].point: got NaN, must be a finite number'],
  ['negative error', [{ ...tv, se: -1 }, null], 'effects[0].se: got -1, must be a finite number ≥ 0, or null'],
  [
    'infinite error',
    [{ ...tv, mcse: 1 / 0 }, null],
    'effects[0].mcse: got Infinity, must be a finite number ≥ 0, or left out',
  ],
  [
    'NaN draw',
    [{ ...tv, draws: Float64Array.of(1, Number.NaN) }, null],
    'effects[0].draws[1]: got NaN, must be a finite number',
  ],
  [
    'missing level',
    [{ ...tv, intervals: tv.intervals.slice(1) }, null],
    'effects[0].intervals: got 1, must be 2, one for each level, or none',
  ],
  [
    'levels in another order',
    [{ ...tv, intervals: [...tv.intervals].reverse() }, null],
    'effects[0].intervals[0].level: got 0.95, must be 0.5',
  ],
  [
    'limits swapped',
    [{ ...tv, intervals: [{ level: 0.5, lower: 3, upper: 1 }, tv.intervals[1]!] }, null],
    'effects[0].intervals[0]: got [3, 1], must be finite with lower ≤ upper',
  ],
  [
    'another channel',
    [{ ...tv, estimand: estimands[1]! }, null],
    'effects[0].estimand: got search roas.total[0..51+4], must be tv roas.total[0..51+4]',
  ],
])('%s is invalid output, in one line', (_, effects, reason) => {
  expect(score(ok(effects))).toEqual({ status: 'invalid-output', reason, effects: [null, null], diagnostics: {} });
});

function ok(effects: readonly (Effect | null)[]) {
  return { status: 'ok', effects, fitted: new Float64Array(52), parameters: [], diagnostics: { r2: 0.9 } } as const;
}

function score(estimate: Estimate) {
  return scoreAttempt(estimate, truth, levels, openStream(['scoreAttempt.test']));
}
