import { expect, test } from 'vitest';
import type { Estimand } from '../dataset/estimand.ts';
import { aggregate, type CellArm } from './aggregate.ts';
import type { CellRow } from './answers.ts';
import { asAnalyzed } from './policies/asAnalyzed.ts';
import { selfCheck } from './selfCheck.ts';
import type { AttemptStatus, Performance } from './types.ts';

const estimands = ['tv', 'search'].flatMap((channel): Estimand[] => [
  { channel, kind: 'roas.total', window: [0, 9], tail: 0 },
  { channel, kind: 'roas.direct', window: [0, 9], tail: 0 },
]);
// truths 1 and 2; every interval but the first replicate's holds its truth at both levels, and the points have their order
const row = (replicate: number, status: AttemptStatus): CellRow => {
  const [digest, off] = [`d${replicate}`, replicate === 0 ? 9 : 0];
  const effects = [1, 1, 2, 2].map((truth) => ({
    ...{ point: truth + off, se: null },
    intervals: [[truth + off - 0.5, truth + off + 0.5] as const, [truth - 99, truth + 99] as const],
  }));
  return { replicate, attempt: { digest, status, effects }, truth: { digest, values: [1, 1, 2, 2] } };
};
const cellArm: CellArm = {
  ...{ cell: 'clean', arm: 'ols', levels: [0.5, 0.95], estimands, targets: ['on', 'off', 'on', 'off'] },
  rows: [row(0, 'ok'), row(1, 'ok'), row(2, 'ok'), row(3, 'nonconverged')],
};
/** Leaves out the first replicate, which is whole. */
const without0 = {
  ...asAnalyzed,
  id: 'complete-case' as const,
  answers: (own: Parameters<NonNullable<(typeof asAnalyzed)['answers']>>[0]) => ({
    ...own,
    ok: own.ok.map((ok, i) => (i === 0 ? 0 : ok)),
  }),
};
const pooled = (rows: readonly Performance[], measure: string, policy: string) =>
  rows.filter((one) => one.channel === '*' && one.measure === measure && one.policy === policy);

test('coverage and order across channels: by question and level, with the failures of the arm itself under every policy', () => {
  const rows = aggregate(cellArm, [asAnalyzed, without0]);
  const said = (policy: string) =>
    pooled(rows, 'coverage', policy).map(({ estimand, target, level, value, n, nFailed }) => [
      ...[estimand, target, level, value, n, nFailed],
    ]);
  expect(said('as-analyzed')).toEqual([
    ['roas.total[0..9+0]', 'on', 0.5, 2 / 3, 3, 1],
    ['roas.total[0..9+0]', 'on', 0.95, 1, 3, 1],
    ['roas.direct[0..9+0]', 'off', 0.5, 2 / 3, 3, 1],
    ['roas.direct[0..9+0]', 'off', 0.95, 1, 3, 1],
  ]);
  expect(said('complete-case').map(([, , , value, n, nFailed]) => [value, n, nFailed])).toEqual(
    Array.from({ length: 4 }, () => [1, 2, 1]),
  );
  expect(pooled(rows, 'rank_accuracy', 'complete-case')).toMatchObject([
    { cell: 'clean', arm: 'ols', estimand: 'roas.total[0..9+0]', target: 'on', value: 1, n: 2, nFailed: 1 },
    { estimand: 'roas.direct[0..9+0]', target: 'off', value: 1, n: 2, nFailed: 1 },
  ]);
});

test('a share across channels is judged by its own error: its intervals are not n coins', () => {
  const [share] = pooled(aggregate(cellArm, [asAnalyzed]), 'coverage', 'as-analyzed');
  const known = { arm: 'ols', channel: '*', measure: 'coverage', level: 0.5, expected: 0.5, estimand: share!.estimand };
  expect(selfCheck([share!], [known]).checks[0]!.z).toBeCloseTo((2 / 3 - 0.5) / share!.mcse!, 12);
  // what a study sets in a world is left out of the line
  const long = { ...share!, cell: 'clean[dials.noise=2] · 52' };
  expect(selfCheck([long], [known]).lines[0]).toMatch(/^ok {4}ols \* coverage 0\.5 \(clean\[…\] · 52\): /);
});

test('where every fit failed nobody knows whether it would have had draws or an error of its own', () => {
  const failed = { replicate: 0, attempt: { digest: 'd', status: 'error' as const, effects: [] } };
  const rows = aggregate({ ...cellArm, rows: [{ ...failed, truth: { digest: 'd', values: [1, 1, 2, 2] } }] });
  const measures = new Set(rows.map(({ measure }) => measure));
  expect(['bias', 'model_se', 'crps', 'mcmc_error_share'].map((id) => measures.has(id))).toEqual([
    true,
    true,
    false,
    false,
  ]);
});
