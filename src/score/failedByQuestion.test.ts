import { expect, test } from 'vitest';
import type { Estimand } from '../dataset/estimand.ts';
import { aggregate } from './aggregate.ts';
import { packAnswers } from './answers.ts';
import { asAnalyzed } from './policies/asAnalyzed.ts';
import { pooledCoverage } from './pooledCoverage.ts';
import type { EffectScore } from './types.ts';

const ask = (channel: string, end: number): Estimand => ({ channel, kind: 'roas.total', window: [0, end], tail: 0 });
const hit: EffectScore = { point: 0, se: 1, intervals: [[-1, 1]] };

/** Statuses are ok; truths are 0 unless given. */
const rows = (effects: readonly (readonly (EffectScore | null)[])[], truths: Readonly<Record<number, null[]>> = {}) =>
  effects.map((own, replicate) => {
    const digest = `d${replicate}`;
    const values = truths[replicate] ?? own.map(() => 0);
    return { replicate, attempt: { digest, status: 'ok' as const, effects: own }, truth: { digest, values } };
  });

test('a replicate of which no channel has a truth did not fail', () => {
  const answers = packAnswers(
    rows(
      [
        [hit, hit],
        [null, null],
        [null, null],
        [hit, hit],
      ],
      { 1: [null, null], 3: [null, null] },
    ),
    2,
    1,
  );
  const [row] = pooledCoverage([ask('tv', 9), ask('search', 9)], ['on', 'on'], answers, 1);
  expect(row).toMatchObject({ nFailed: 1, score: { value: 1, n: 1 } });
});

test('pooled over channels a question has its own failures, whatever a policy puts in their place', () => {
  // the first question is silent in one replicate, the second in three
  const given = rows([
    [hit, hit, hit, hit],
    [hit, hit, null, null],
    [hit, hit, null, null],
    [null, null, null, null],
  ]);
  const estimands = [ask('tv', 9), ask('search', 9), ask('tv', 19), ask('search', 19)];
  const policy = { ...asAnalyzed, answers: (own: ReturnType<typeof packAnswers>[number]) => ({ ...own }) };
  const performance = aggregate(
    { cell: 'clean', arm: 'ols', levels: [0.5], estimands, targets: estimands.map(() => 'on' as const), rows: given },
    [asAnalyzed, policy],
  );
  const pooled = performance.filter(({ channel, measure }) => channel === '*' && measure === 'coverage');
  expect(pooled.map(({ estimand, n, nFailed }) => [estimand, n, nFailed])).toEqual([
    ['roas.total[0..9+0]', 3, 1],
    ['roas.total[0..19+0]', 1, 3],
    ['roas.total[0..9+0]', 3, 1],
    ['roas.total[0..19+0]', 1, 3],
  ]);
});
