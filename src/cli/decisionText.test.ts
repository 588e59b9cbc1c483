import { expect, test } from 'vitest';
import type { Performance } from '../score/types.ts';
import { decisionText } from './decisionText.ts';

const row = (arm: string, measure: string, value: number | null, n = 50): Performance => ({
  ...{ cell: 'clean@52', arm, channel: '*', estimand: 'decision.total[0..51+12]', target: 'on', policy: 'as-analyzed' },
  ...{
    measure,
    level: null,
    value,
    mcse: value === null ? null : 0.0012,
    lower: null,
    upper: null,
    n,
    nFailed: 50 - n,
  },
});
const plan = {
  cells: [{ name: 'clean@52' }, { name: 'unrun@52' }],
  arms: [{ name: 'ols' }, { name: 'bayes' }, { name: 'mute' }],
};

test('each arm beside the rules, which are the same for all and come from the arm with most datasets', () => {
  const text = decisionText(plan, [
    row('ols', 'bias', 3),
    row('ols', 'regret', 0.0123, 40),
    row('ols', 'misplaced_budget', 0.1, 40),
    row('ols', 'regret_keep', 0.05, 40),
    row('bayes', 'regret', 0.02),
    row('bayes', 'misplaced_budget', 0.08),
    row('bayes', 'optimum_sd', 0.25),
    row('bayes', 'regret_keep', 0.04),
    row('bayes', 'regret_equal', 0.06),
  ]).join('\n');
  expect(
    text
      .split('\n')
      .slice(1, 8)
      .map((line) => line.replace(/ {2,}/g, ' | ')),
  ).toEqual([
    'decisions: clean@52',
    'split by | regret % | misplaced % | sd | n | failed',
    expect.stringMatching(/^─+$/),
    'ols | 1.23 ± 0.12 | 10.00 ± 0.12 | 40 | 10',
    'bayes | 2.00 ± 0.12 | 8.00 ± 0.12 | 0.2500 ± 0.0012 | 50 | 0',
    'rule: as it was | 4.00 ± 0.12 | 50',
    'rule: equal | 6.00 ± 0.12 | 50',
  ]);
  for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(100);
});

test('a study that decides nothing has nothing to say', () => {
  expect(decisionText(plan, [row('ols', 'bias', 3)])).toEqual([]);
});

test('what rounding leaves of no regret is 0, and has no error', () => {
  const nothing = { ...row('ols', 'regret', 6.8e-17), mcse: 4.5e-17 };
  expect(decisionText(plan, [nothing, row('ols', 'misplaced_budget', -1e-12)]).join('\n')).toMatch(
    /^ols +0 +0 +50 +0$/m,
  );
  expect(decisionText(plan, [{ ...nothing, value: 2e-9, mcse: 1e-9 }]).join('\n')).toMatch(/^ols +2\.0e-7 ± 1\.0e-7 /m);
});

test('where every fit failed there is no number', () => {
  expect(decisionText(plan, [row('ols', 'regret', null, 0)]).join('\n')).toMatch(/^ols +– +0 +50$/m);
});
