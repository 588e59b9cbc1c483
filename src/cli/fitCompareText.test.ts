import { expect, test } from 'vitest';
import type { Dataset } from '../dataset/types.ts';
import { madeFit } from '../estimate/bayesian/compare.fixture.ts';
import { type CandidateFit, choose } from '../estimate/bayesian/compare.ts';
import type { Effect } from '../estimate/contract.ts';
import { compareJson } from './fitCompareJson.ts';
import { compareText } from './fitCompareText.ts';
import type { FitInput } from './fitInput.ts';
import { fitSpecSchema } from './fitSpec.ts';

const spec = fitSpecSchema.parse({
  data: { outcome: 'y', channels: ['tv'] },
  estimator: { use: 'bayesian-mmm' },
  levels: [0.9],
  truth: { tv: 2 },
});
const estimand = { channel: 'tv', kind: 'roas.total', window: [0, 7], tail: 0 } as const;
const dates = Array.from({ length: 8 }, (_, t) => `2024-01-0${t + 1}`);
const dataset = {
  periods: 8,
  period: 'week',
  geos: ['national'],
  dates,
  channels: [{}],
  carryoverStart: 'zero',
  digest: 'abc',
} as unknown as Dataset;
const input = { file: 'a.csv', dataset, spec, request: { estimands: [estimand] } } as unknown as FitInput;

const effect = (point: number): Effect => ({
  estimand,
  point,
  se: point / 10,
  intervals: [{ level: 0.9, lower: point * 0.8, upper: point * 1.2 }],
});
const even = Array.from({ length: 8 }, () => -1);
const better = even.map((value, i) => value + 1 + (i % 2) / 10);
const hill = madeFit('hill', better, { effects: [effect(2.1)] });
const tanh = madeFit(
  'tanh',
  better.map((value) => value - 0.1),
  { effects: [effect(1.9)] },
);
const logistic = madeFit('logistic', even, { effects: [effect(1.7)] });
const text = (fits: readonly CandidateFit[]) => compareText(input, fits, choose(fits));

test('the best first with its lead, then ROAS model by model beside the truth, then how to read it', () => {
  expect(text([logistic, hill]).split('\n')).toEqual([
    'bayesian-mmm on a.csv: 8 weeks, 1 channels, 2 models',
    '',
    'model     elpd_loo   se  difference   se  p_loo  elpd_waic  largest k̂  too large',
    '────────────────────────────────────────────────────────────────────────────────',
    'hill           0.4  0.2         0.0  0.0    0.0        0.6       0.10          0',
    'logistic      -8.0  0.0        -8.4  0.2    0.0       -7.8       0.10          0',
    '',
    'hill predicts best, ahead of logistic by 8.4 ± 0.2.',
    '',
    'roas.total[0..7+0]',
    'channel  model     estimate     se   90 % interval  truth',
    '─────────────────────────────────────────────────────────',
    'tv       hill         2.100  0.210  [1.680, 2.520]  2.000',
    '         logistic     1.700  0.170  [1.360, 2.040]  2.000',
    '',
    'Assumed: nothing was spent before the first row (carryover_start: zero), which pulls ROAS down where',
    'carryover is long. What spend brings after the window is not counted; for that, ask for a tail (the',
    '+0 of the estimand).',
    '',
    'elpd_loo: log predictive density of each observation from the others, summed, on the scaled outcome;',
    'difference: to the best model, with the standard error of the paired difference. k̂ is too large',
    'above 0.50. Models are told apart from a difference of 4 or more and 2 standard errors or more on',
    "(Sivula, Magnusson, Matamoros & Vehtari 2020; Vehtari's cross-validation FAQ). With 8 observations,",
    'fewer than 100, the standard error of a difference tends to be too small.',
  ]);
});

test('those that are not told apart are named together, with the rule', () => {
  expect(text([logistic, tanh, hill]).replaceAll('\n', ' ')).toContain(
    'The data do not tell hill and tanh apart: the best two differ by 0.8 ± 0.0, and it takes 4 or more and 2 standard errors or more.',
  );
});

test('k̂ too large: in the order given, no differences, the dates, what to do', () => {
  const k = [0.1, 0.9, 0.1, 2, 0.8, 0.8, 0.8, 0.8];
  const lines = text([madeFit('logistic', even, { k }), hill]);
  expect(lines).toMatch(/^logistic +-8\.0 +0\.0 +– +– +0\.0 +-7\.8 +2\.00 +6\nhill /m);
  expect(lines.replaceAll('\n', ' ')).toContain(
    'Not ranked: - logistic: its elpd is not to be trusted, k̂ is too large at 2024-01-04, 2024-01-02, 2024-01-05,   2024-01-06, 2024-01-07 and 1 more Such a week moves',
  );
  expect(lines).toContain('--reloo fits again');
  const [many, dull] = [Array.from({ length: 12 }, () => 3), Array.from({ length: 12 }, () => -1)];
  expect(text([madeFit('a', dull, { k: many }), madeFit('b', dull)])).not.toContain('--reloo');
});

test('refits are counted; one that failed is a doubt, and so is a fit without convergence, with its diagnostics', () => {
  const base = madeFit('logistic', even, { k: [0, 0.9], reason: 'R̂ 1.2', diagnostics: { rhat_max: 1.2 } });
  const refits = [{ observation: 0 }, { observation: 1, reason: 'did not converge: ESS 9 < 20' }];
  const lines = text([hill, { ...base, accuracy: { ...base.accuracy!, refits } }]);
  expect(lines).toMatch(/ too large +refitted\n/);
  expect(lines).toMatch(/^logistic .* 1 +2\n/m);
  expect(lines).toMatch(/^hill .* 0 +0\n/m);
  expect(lines).toContain(
    '- logistic did not converge: R̂ 1.2\n- logistic: the fit without 2024-01-02 did not converge: ESS 9 < 20\n\n',
  );
  expect(lines).toMatch(/\n\nlogistic\nrhat_max 1\.2$/);
});

test('a model without an answer has dashes and its reason', () => {
  const estimate = { status: 'error', detail: 'the budget ended' } as const;
  const lines = text([hill, { name: 'root', estimate, accuracy: null }]);
  expect(lines).toMatch(/^root( +–){8}$/m);
  expect(lines).toContain('- root has no answer: error: the budget ended');
});

test('JSON has the list’s order, dates, and null for what is not ranked', () => {
  const fits = [madeFit('logistic', even, { k: [0.1, Infinity] }), hill];
  expect(compareJson(input, fits, choose(fits))).toMatchObject({
    choice: { status: 'withheld', doubts: [{ why: 'pareto-k', model: 'logistic', observations: ['2024-01-02'] }] },
    models: [
      { model: 'logistic', difference: null, bad_observations: [{ period: '2024-01-02', pareto_k: Infinity }] },
      { model: 'hill', status: 'ok', effects: [{ channel: 'tv', truth: 2 }] },
    ],
  });
  const ranked = compareJson(input, [logistic, hill], choose([logistic, hill]));
  expect(ranked).toMatchObject({
    choice: { status: 'decided', best: ['hill'] },
    models: [{ difference: { value: expect.closeTo(-8.4, 9) } }, { difference: { value: 0, se: 0 } }],
  });
});
