import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Estimand } from '../dataset/estimand.ts';
import { aggregate, type CellArm } from './aggregate.ts';
import type { Answers, CellRow } from './answers.ts';
import { asAnalyzed } from './policies/asAnalyzed.ts';
import type { AttemptStatus, EffectScore, Performance } from './types.ts';

const estimands: readonly Estimand[] = [
  { channel: 'tv', kind: 'roas.total', window: [0, 51], tail: 7 },
  { channel: 'search', kind: 'roas.total', window: [0, 51], tail: 3 },
];

/** tv: truths 1, 2, 3, 4 and errors 1, 0, failed, not converged; search: errors 0 everywhere it is answered. */
const rows: readonly CellRow[] = [
  row(0, 'ok', [1, 5], [effect(2, 0.5), effect(5, 1)]),
  row(1, 'ok', [2, 5], [effect(2, 1), effect(5, 1)]),
  row(2, 'refused', [3, 5], [null, null]),
  row(3, 'nonconverged', [4, 5], [effect(9, 1), effect(5, 1)]),
];

test('as analyzed: on the fits that succeeded, with the failures counted; not converged is a failure', () => {
  expect(find(aggregate(cellArm(rows)), 'bias')).toEqual({
    cell: 'clean',
    arm: 'ols',
    channel: 'tv',
    estimand: 'roas.total[0..51+7]',
    target: 'on',
    policy: 'as-analyzed',
    measure: 'bias',
    level: null,
    value: 0.5,
    mcse: 0.5,
    lower: null,
    upper: null,
    n: 2,
    nFailed: 2,
  });
});

test('strict: a failure does not cover; upper bound: as if it had', () => {
  const performance = aggregate(cellArm(rows));
  const coverage = (['as-analyzed', 'strict', 'strict-upper'] as const).map((policy) =>
    find(performance, 'coverage', policy),
  );
  // of four, one covers, one misses, two failed
  expect(coverage.map(({ value, n, nFailed }) => [value, n, nFailed])).toEqual([
    [0.5, 2, 2],
    [0.25, 4, 2],
    [0.75, 4, 2],
  ]);
  expect(coverage[1]!.mcse).toBeCloseTo(Math.sqrt((0.25 * 0.75) / 4), 14);
  const policies = new Set(performance.filter(({ measure }) => measure !== 'coverage').map(({ policy }) => policy));
  expect([...policies]).toEqual(['as-analyzed']);
});

test('rank accuracy looks across the channels, whose tails differ', () => {
  // replicates 0 and 1: tv 2 < search 5, as in truth
  expect(aggregate(cellArm(rows)).at(-1)).toMatchObject({
    channel: '*',
    estimand: 'roas.total[0..51+*]',
    measure: 'rank_accuracy',
    target: 'off',
    value: 1,
    n: 2,
    nFailed: 2,
  });
});

test('measures that need what the fits never give are left out', () => {
  const measures = new Set(aggregate(cellArm(rows)).map(({ measure }) => measure));
  expect([...measures]).toEqual([
    ...['mean_truth', 'mean_estimate', 'bias', 'relative_bias', 'empirical_se', 'mse', 'rmse'],
    ...['coverage', 'noncoverage_below', 'noncoverage_above', 'bias_eliminated_coverage', 'width', 'interval_score'],
    ...['sign_error', 'exaggeration', 'rank_accuracy'],
  ]);
  const withDraws = rows.map((each) => ({
    ...each,
    attempt: { ...each.attempt, effects: each.attempt.effects.map(drawn) },
  }));
  const more = new Set(aggregate(cellArm(withDraws)).map(({ measure }) => measure));
  expect([...more].filter((measure) => !measures.has(measure))).toEqual([
    ...['model_se', 'model_se_relative_error', 'crps', 'mcmc_error_share'],
  ]);
});

test('a question that the arm never answers has no rows', () => {
  const tvOnly = rows.map((each) => ({
    ...each,
    attempt: { ...each.attempt, effects: [each.attempt.effects[0]!, null] },
  }));
  expect(new Set(aggregate(cellArm(tvOnly)).map(({ channel }) => channel))).toEqual(new Set(['tv']));
});

test('where every fit failed values are missing, the strict bounds are 0 and 1, and failures are counted', () => {
  const performance = aggregate(cellArm([row(0, 'error', [1, 2], []), row(1, 'timeout', [1, 2], [])]));
  expect(find(performance, 'bias')).toMatchObject({ value: null, mcse: null, n: 0, nFailed: 2 });
  expect(find(performance, 'coverage', 'strict')).toMatchObject({ value: 0, n: 2, nFailed: 2 });
  expect(find(performance, 'coverage', 'strict-upper')).toMatchObject({ value: 1, n: 2, nFailed: 2 });
  expect(performance.some(({ measure }) => measure === 'crps')).toBe(false);
});

test('a replicate without a truth counts neither as answered nor as failed', () => {
  const unspent = [...rows, row(4, 'ok', [null, 5], [effect(7, 1), effect(5, 1)]), row(5, 'error', [null, 5], [])];
  expect(find(aggregate(cellArm(unspent)), 'bias')).toMatchObject({ value: 0.5, n: 2, nFailed: 2 });
});

test('the order of the rows changes nothing, to the last bit', () => {
  const many = Array.from({ length: 30 }, (_, i) =>
    row(i, 'ok', [0.1 * i, 1], [effect(0.3 * i, 0.7), effect(i / 7, 2)]),
  );
  const expected = aggregate(cellArm(many));
  fc.assert(
    fc.property(fc.shuffledSubarray(many, { minLength: many.length }), (shuffled) => {
      expect(aggregate(cellArm(shuffled))).toEqual(expected);
    }),
    { numRuns: 20 },
  );
});

test('every value is a finite number or null', () => {
  for (const some of [rows, rows.slice(0, 1), rows.slice(2), []]) {
    for (const { value, mcse, lower, upper } of aggregate(cellArm(some))) {
      for (const x of [value, mcse, lower, upper]) expect(x === null || Number.isFinite(x)).toBe(true);
    }
  }
});

test('data that come twice and truths of other data are refused', () => {
  expect(() => aggregate(cellArm([rows[0]!, rows[0]!]))).toThrow('two replicates have the same data');
  const mixed = { ...rows[0]!, truth: rows[1]!.truth };
  expect(() => aggregate(cellArm([mixed]))).toThrow('replicate 0: truth of another dataset');
});

test('a policy may look at other arms: only the replicates where all succeeded', () => {
  const otherSucceeded = new Set([1]);
  const completeCase = {
    ...asAnalyzed,
    answers: (own: Answers): Answers => ({
      ...own,
      ok: own.ok.map((ok, i) => (otherSucceeded.has(own.replicate[i]!) ? ok : 0)),
    }),
  };
  // n_failed stays the arm's own failures, whatever else the policy leaves out
  expect(find(aggregate(cellArm(rows), [completeCase]), 'mse')).toMatchObject({ value: 0, n: 1, nFailed: 2 });
});

function cellArm(list: readonly CellRow[]): CellArm {
  return { cell: 'clean', arm: 'ols', levels: [0.8], estimands, targets: ['on', 'off'], rows: list };
}

function row(
  replicate: number,
  status: AttemptStatus,
  values: readonly (number | null)[],
  effects: readonly (EffectScore | null)[],
): CellRow {
  const digest = `d${replicate}`;
  return { replicate, attempt: { digest, status, effects }, truth: { digest, values } };
}

function effect(point: number, half: number): EffectScore {
  return { point, se: null, intervals: [[point - half, point + half]] };
}

function drawn(effectScore: EffectScore | null): EffectScore | null {
  return effectScore && { ...effectScore, se: 1, crps: 0.1, mcse: 0.01 };
}

function find(performance: readonly Performance[], measure: string, policy = 'as-analyzed'): Performance {
  return performance.find((each) => each.channel === 'tv' && each.measure === measure && each.policy === policy)!;
}
