import { expect, test } from 'vitest';
import type { Estimand } from '../dataset/estimand.ts';
import { aggregate, packRows } from './aggregate.ts';
import type { CellRow } from './answers.ts';
import { decisionDifferences, decisionRows } from './decision.ts';
import { asAnalyzed } from './policies/asAnalyzed.ts';
import { completeCase } from './policies/completeCase.ts';
import { withFallback } from './policies/fallback.ts';
import type { AttemptStatus, DecisionScore } from './types.ts';

const estimands: readonly Estimand[] = [{ channel: 'tv', kind: 'roas.total', window: [0, 9], tail: 0 }];
const key = 'decision.total[0..9+3]';
const effects = [{ point: 1, se: null, intervals: [[0, 2] as const] }];
const decided = (regret: number | null, sd?: number): DecisionScore => ({
  ...{ scales: { tv: 0.5, search: 1.5 }, regret, misplaced: 0.25 },
  ...(sd === undefined ? {} : { spread: { tv: sd, search: 3 * sd } }),
});
const rules = { keep: 0.1, proportional: 0.2, equal: 0.3 };

function row(
  replicate: number,
  decision: DecisionScore | undefined,
  status: AttemptStatus = 'ok',
  known: Readonly<Record<string, number | null>> = rules,
): CellRow {
  const digest = `d${replicate}`;
  return {
    replicate,
    attempt: { digest, status, effects: status === 'ok' ? effects : [], ...(decision && { decision }) },
    truth: { digest, values: [1], decision: { optimum: { tv: 1, search: 1 }, regret: known } },
  };
}
const named = { cell: 'clean', arm: 'ols', levels: [0.5], estimands, targets: ['on' as const], decision: key };
const tablesOf = (rows: readonly CellRow[]) => packRows(rows, named).slice(1);

test('by hand: means over the replicates with a decision, the rules where the arm has one', () => {
  const nothingBefore = { ...rules, proportional: null };
  const rows = [
    row(0, decided(0.02, 0.1)),
    row(1, decided(0.04, 0.3), 'ok', nothingBefore),
    row(2, undefined, 'error'),
  ];
  const all = aggregate({ ...named, rows }, [asAnalyzed]).filter(({ estimand }) => estimand === key);
  expect(all.map(({ channel, measure, value, n, nFailed }) => [channel, measure, value, n, nFailed])).toEqual([
    ['*', 'regret', 0.03, 2, 1],
    ['*', 'regret_keep', 0.1, 2, 1],
    ['*', 'regret_proportional', 0.2, 1, 1],
    ['*', 'regret_equal', 0.3, 2, 1],
    ['*', 'misplaced_budget', 0.25, 2, 1],
    // the mean over channels is twice the first's, .2 and .6
    ['*', 'optimum_sd', expect.closeTo(0.4, 14), 2, 1],
  ]);
  // s/√n of .02 and .04
  expect(all[0]!.mcse).toBeCloseTo(0.01, 14);
});

test('rows of estimands are what they are without decisions', () => {
  const rows = [row(0, decided(0.02)), row(1, decided(0.04))];
  const { decision: _, ...without } = named;
  const plain = aggregate({ ...without, rows }, [asAnalyzed]);
  expect(aggregate({ ...named, rows }, [asAnalyzed]).slice(0, plain.length)).toEqual(plain);
});

test('an arm that fits and decides nothing has no rows; one that always fails has its failures', () => {
  expect(decisionRows(tablesOf([row(0, undefined), row(1, undefined)]))).toEqual([]);
  expect(decisionRows(tablesOf([row(0, undefined, 'error')]))).toMatchObject([
    { measure: 'regret', score: { value: null, n: 0 }, nFailed: 1 },
  ]);
});

test('where media bring nothing there is no regret, and no failure', () => {
  const none = { keep: null, proportional: null, equal: null };
  const rows = tablesOf([row(0, decided(null), 'ok', none), row(1, decided(0.5))]);
  expect(decisionRows(rows)[0]).toMatchObject({ score: { value: 0.5, n: 1 }, nFailed: 0 });
});

test('policies: complete cases leave out what another arm lacks, a fallback takes its decision', () => {
  const own = packRows([row(0, decided(0.02)), row(1, undefined, 'error')], named);
  const other = packRows([row(0, undefined, 'error'), row(1, decided(0.5))], named);
  const seen = (policy: ReturnType<typeof completeCase>) => own.map((table, k) => policy.answers!(table, k)).slice(1);
  expect(decisionRows(seen(completeCase([own, other])), own.slice(1))[0]).toMatchObject({
    score: { n: 0 },
    nFailed: 1,
  });
  expect(decisionRows(seen(withFallback([other])), own.slice(1))[0]).toMatchObject({
    score: { value: 0.26, n: 2 },
    nFailed: 1,
  });
});

test('paired differences on the replicates where both decided', () => {
  const a = tablesOf([row(0, decided(0.1)), row(1, decided(0.2)), row(2, undefined, 'error')]);
  const b = tablesOf([row(0, decided(0.15)), row(1, decided(0.4)), row(2, decided(9))]);
  const [regret, misplaced, ...more] = decisionDifferences(a, b);
  expect(regret).toMatchObject({ measure: 'regret', n: 2, nFailedA: 1, nFailedB: 0 });
  expect(regret!.value).toBeCloseTo(0.125, 14);
  expect(misplaced).toMatchObject({ measure: 'misplaced_budget', value: 0, n: 2 });
  // neither has draws
  expect(more).toEqual([]);
});
