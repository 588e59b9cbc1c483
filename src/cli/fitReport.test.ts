import { expect, test } from 'vitest';
import type { Estimand } from '../dataset/estimand.ts';
import type { Dataset } from '../dataset/types.ts';
import type { Effect, Estimate } from '../estimate/contract.ts';
import { type FitFacts, fitJson, fitText } from './fitReport.ts';
import { fitSpecSchema } from './fitSpec.ts';

const spec = fitSpecSchema.parse({
  data: { outcome: 'y', channels: ['tv', 'radio'] },
  estimator: { use: 'ols' },
  levels: [0.9],
  truth: { tv: 170 },
});
const dataset = { periods: 131, period: 'week', channels: [{}, {}], carryoverStart: 'zero', digest: 'abc' };
const facts: FitFacts = { file: 'a.csv', dataset: dataset as unknown as Dataset, estimator: 'ols', spec, notes: [] };

const effect = (channel: string, kind: Estimand['kind'], point: number): Effect => ({
  estimand: { channel, kind, window: [0, 130], tail: 3 },
  point,
  se: point / 20,
  intervals: [{ level: 0.9, lower: point * 0.9, upper: point * 1.1 }],
});

const ok = {
  status: 'ok',
  effects: [
    effect('tv', 'roas.total', 171.408),
    effect('radio', 'roas.total', 93.388),
    effect('tv', 'contribution', 8543.2),
  ],
  fitted: new Float64Array(131),
  parameters: [{ name: 'tv', value: 1 }],
  diagnostics: { r2: 0.98765, df: 125 },
} as const satisfies Estimate;

test('each kind of estimand has its own digits, and the truth stands beside', () => {
  expect(fitText(facts, ok).split('\n')).toEqual([
    'ols on a.csv: 131 weeks, 2 channels',
    '',
    'channel  estimand                estimate   se   90 % interval  truth',
    '─────────────────────────────────────────────────────────────────────',
    'tv       roas.total[0..130+3]       171.4  8.6  [154.3, 188.5]  170.0',
    'radio    roas.total[0..130+3]        93.4  4.7   [84.0, 102.7]      –',
    'tv       contribution[0..130+3]      8543  427    [7689, 9398]      –',
    '',
    'Assumed: nothing was spent before the first row (carryover_start: zero), which pulls ROAS down where',
    'carryover is long.',
    '',
    'r2 0.9877 · df 125',
  ]);
});

test('what did not converge says so first, what has no answer is counted', () => {
  const text = fitText(facts, { ...ok, status: 'nonconverged', reason: 'rhat 1.2', effects: [ok.effects[0], null] });
  expect(text).toContain('channels\n\nnot converged: rhat 1.2\n\nchannel');
  expect(text).toContain('\n1 of 2 questions have no answer from it\n');
});

test('JSON names every effect by its estimand, without draws and fitted values', () => {
  const draws = { ...ok, effects: [{ ...ok.effects[0], draws: new Float64Array(2) }, null] };
  expect(fitJson(facts, draws)).toEqual({
    file: 'a.csv',
    digest: 'abc',
    periods: 131,
    estimator: 'ols',
    carryover_start: 'zero',
    status: 'ok',
    effects: [
      {
        channel: 'tv',
        estimand: 'roas.total[0..130+3]',
        point: 171.408,
        se: 171.408 / 20,
        intervals: ok.effects[0].intervals,
        truth: 170,
      },
    ],
    parameters: ok.parameters,
    diagnostics: ok.diagnostics,
  });
  expect(fitJson(facts, { status: 'refused', reason: 'constant-channel', detail: 'tv' })).toMatchObject({
    status: 'refused',
    reason: 'constant-channel',
    detail: 'tv',
  });
});
