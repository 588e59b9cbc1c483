import { expect, test } from 'vitest';
import type { Plan } from '../experiment/plan/types.ts';
import type { Performance } from '../score/types.ts';
import { flaggedLine, performanceTables } from './performanceTables.ts';

const row = (measure: string, value: number | null, more: Partial<Performance> = {}): Performance => ({
  cell: 'clean@52',
  arm: 'ols',
  channel: 'tv',
  estimand: 'roas.total[0..51+12]',
  target: 'on',
  policy: 'as-analyzed',
  measure,
  level: null,
  value,
  mcse: null,
  lower: null,
  upper: null,
  n: 200,
  nFailed: 1,
  ...more,
});

const rows = [
  row('mean_truth', 0.805),
  row('bias', 0.1234, { mcse: 0.0123 }),
  row('relative_bias', 0.1533, { mcse: 0.0153 }),
  row('coverage', 0.91, { level: 0.8, lower: 0.8622, upper: 0.9423 }),
  row('coverage', 0.95, { level: 0.95, lower: 0.9104, upper: 0.9726 }),
];

const plan = { levels: [0.8, 0.95], cells: [{ name: 'clean@52' }, { name: 'unrun@52' }] } as unknown as Plan;

test('one line an arm and channel, the error deciding the digits, at the last level of the study', () => {
  expect(performanceTables(plan, rows, 'Is it so?').split('\n')).toEqual([
    'Is it so?',
    '',
    'clean@52',
    'arm  channel  truth           bias      bias %         coverage 0.95    n  failed',
    '─────────────────────────────────────────────────────────────────────────────────',
    'ols  tv       0.805  0.123 ± 0.012  15.3 ± 1.5  0.950 [0.910, 0.973]  200       1',
    '',
    "bias ± its Monte Carlo standard error; coverage of the 0.95 interval [Wilson's 95 % interval].",
  ]);
});

test('an arm that aims at another estimand is marked, and the mark explained', () => {
  const text = performanceTables(
    plan,
    rows.map((one) => ({ ...one, target: 'off' as const })),
  );
  expect(text).toContain('0.123 ± 0.012 *');
  expect(text.split('\n').at(-1)).toMatch(/^\* the arm aims at another estimand/);
});

test('what is not defined is a dash', () => {
  const text = performanceTables(plan, [row('bias', null, { n: 0, nFailed: 200 })]);
  expect(text).toMatch(/^ols +tv +– +– +– +0 +200$/m);
});

test('several estimands get a column', () => {
  const more = rows.map((one) => ({ ...one, estimand: 'roas.direct[0..51+12]' }));
  const text = performanceTables(plan, [...rows, ...more]);
  expect(text).toMatch(/^ols +tv +roas\.total .*\n +tv +roas\.direct /m);
});

test('where the fits’ own Monte Carlo error counts, the line is flagged, and the remark names the arm', () => {
  const share = (value: number | null, more: Partial<Performance> = {}) => row('mcmc_error_share', value, more);
  const flagged = [...rows, share(0.17), share(0.3, { cell: 'unrun@52' }), share(0.9, { policy: 'strict' })];
  expect(performanceTables(plan, flagged)).toMatch(/^ols +tv +0\.805 +0\.123 ± 0\.012 † /m);
  expect(performanceTables(plan, flagged)).toMatch(/^† flagged: .* above 0\.1 of their RMSE/m);
  expect(flaggedLine(flagged)).toBe(
    'flagged: Monte Carlo error inside the fits is above 0.1 of the RMSE: ols (up to 0.30, in 2 cells)',
  );
  for (const fine of [share(0.1), share(null), share(0.9, { policy: 'strict' })]) {
    expect(performanceTables(plan, [...rows, fine])).not.toContain('†');
    expect(flaggedLine([...rows, fine])).toBeUndefined();
  }
});
