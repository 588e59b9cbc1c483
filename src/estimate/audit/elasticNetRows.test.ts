import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { ElasticNetExpected } from './elasticNetRows.ts';
import { linearAudit } from './linear.ts';
import type { AuditRow, ReferenceProblem } from './types.ts';

const read = (name: string) => JSON.parse(readFileSync(new URL(`fixtures/${name}.json`, import.meta.url), 'utf8'));
// shared/reference/linear.json, scikit-learn 1.2.1
const problem: ReferenceProblem = read('linear-ols');
const elastic_net: ElasticNetExpected = read('linear-elastic-net').elastic_net;
const noFiles = {
  readText: () => {
    throw new Error('nothing is read');
  },
};
const check = async (expected: object) => {
  const rows = await linearAudit.check({ ...problem, expected: { elastic_net: expected } }, noFiles);
  return { rows, missed: rows.filter(({ ok }: AuditRow) => !ok) };
};

test('scikit-learn’s elastic net: 12 fits, 75 penalties × 5 folds, and its choice', async () => {
  const { rows, missed } = await check(elastic_net);
  expect(missed).toEqual([]);
  expect(rows).toHaveLength(12 * (7 + 1) + 5 * 3 + 75 * 6 + 3);
});

test('coefficients, errors and choices that are off are missed', async () => {
  const { fits, time_series_cv: cv } = elastic_net;
  const [first, ...others] = fits;
  const fit = { ...first!, coef: first!.coef.map((value, j) => (j === 1 ? value * (1 + 2e-6) : value)), n_zero: 1 };
  const [point, ...grid] = cv!.grid;
  const { missed } = await check({
    ...elastic_net,
    fits: [fit, ...others],
    time_series_cv: {
      splits: cv!.splits!.map(([train, from, to], f) => [train, from, f === 4 ? to - 1 : to]),
      grid: [{ ...point!, mse: point!.mse * (1 + 2e-6) }, ...grid],
      best: { ...grid[0]!, mse: cv!.best.mse },
    },
  });
  expect(missed.map(({ quantity }) => quantity.replace(/alpha=[^,]*/, 'alpha'))).toEqual([
    'elastic_net.coef[alpha,l1_ratio=0.1,x2]',
    'elastic_net.n_zero[alpha,l1_ratio=0.1]',
    'elastic_net.cv.splits[4].last',
    'elastic_net.cv.mse[alpha,l1_ratio=0.1]',
    'elastic_net.cv.best.alpha',
  ]);
});

test('the order of the grid does not matter, and of ties the reference takes its own', async () => {
  const zero = { l1_ratio: 0.5, mse: 0 };
  const { rows } = await check({
    time_series_cv: {
      grid: [
        { ...zero, alpha: 100 },
        { ...zero, alpha: 1000 },
      ],
      best: { ...zero, alpha: 1000 },
    },
  });
  expect(rows.find(({ quantity }) => quantity.endsWith('best.alpha'))).toMatchObject({ got: 1000, ok: true });
  const shuffled = { ...elastic_net.time_series_cv!, grid: elastic_net.time_series_cv!.grid.toReversed() };
  expect((await check({ time_series_cv: shuffled })).missed).toEqual([]);
});
