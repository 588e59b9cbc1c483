import { expect, test } from 'vitest';
import type { Row, Summary } from '../protocol.ts';
import { firstState } from '../state.ts';
import type { Answers, ArmAnswers } from './answers.ts';
import { biasText, coverageText } from './numbers.ts';
import { sentencesOf } from './words.ts';

const summary = (channel: string, value: number, mcse: number, truth = 1): Summary => ({
  ...{ channel, question: 'roas.total', target: 'on' },
  bias: { value: value * truth, mcse: mcse * truth, n: 60 },
  relativeBias: truth === 0 ? { value: null, mcse: null, n: 60 } : { value, mcse, n: 60 },
  coverage: { value: 0.2, mcse: 0.05, n: 60 },
});
const row = (replicate: number, point: number | null, status = 'ok'): Row => ({
  ...{ replicate, unit: '', digest: '', status, reason: 'constant-channel' },
  answers: [{ channel: 'tv', question: 'roas.total', truth: 0.8125, point, se: null, lower: null, upper: null }],
});
const rows = (n: number, status = 'ok') =>
  Array.from({ length: n }, (_, i) => row(i, status === 'ok' ? 1.46 : null, status));
const say = (own: ArmAnswers): readonly string[] => {
  const answers: Answers = { generation: 1, arms: new Map([['ols', own]]), scene: undefined };
  return sentencesOf([{ name: 'ols', label: 'OLS', yaml: '' }], answers, firstState('any'));
};

test('the channel that is surely furthest off, in the direction it is off', () => {
  const own = { rows: rows(60), done: false };
  expect(say({ ...own, summary: [summary('tv', 0.5, 0.4), summary('search', 0.41, 0.03)] })).toEqual([
    'OLS overstates search by 41.0 ± 3.0 % after 60 datasets.',
  ]);
  expect(say({ ...own, summary: [summary('tv', -0.41, 0.03)] })).toEqual([
    'OLS understates tv by 41.0 ± 3.0 % after 60 datasets.',
  ]);
  expect(say({ ...own, summary: [{ ...summary('tv', -0.41, 0.03), target: 'off' }] })[0]).toContain(
    'tv, a question it does not aim at, by',
  );
});

test('nothing is claimed below 3.3 standard errors, nor before five datasets', () => {
  const few = [summary('tv', 0.02, 0.01)];
  expect(say({ rows: rows(60), done: true, summary: few })[0]).toMatch(
    /^OLS: no bias seen in any channel after 60 datasets \(largest: tv, \+2\.0 ± 1\.0 %\)\.$/,
  );
  expect(say({ rows: rows(1), done: false, summary: [summary('tv', 0.9, 0.01)] })).toEqual([
    'OLS says tv 1.46 in the first dataset; the truth is 0.813.',
  ]);
  expect(say({ rows: [], done: false, summary: [] })).toEqual([]);
});

test('an arm that never answers says why', () => {
  expect(say({ rows: rows(7, 'refused'), done: true, summary: [] })).toEqual([
    'OLS gave no answer in 7 datasets: constant-channel.',
  ]);
});

test('of a fit that did not converge no number is quoted, and failures are told', () => {
  const [sound, failed] = [row(0, 1.46), row(1, 9, 'nonconverged')];
  const summaries = [summary('tv', 0.41, 0.03)];
  expect(say({ rows: [sound, failed], done: false, summary: [] })).toEqual([
    'OLS says tv 1.46 in the first dataset; the truth is 0.813; 1 fit failed.',
  ]);
  // the numbers of few fits that answered are not summed up, however many datasets there were
  expect(say({ rows: [failed, ...rows(4)], done: false, summary: summaries })).toEqual([
    'OLS failed in 1 of 5 datasets: constant-channel.',
  ]);
  const own = { rows: [...rows(58), failed, failed], done: true };
  expect(say({ ...own, summary: summaries })).toEqual([
    'OLS overstates tv by 41.0 ± 3.0 % after 60 datasets; 2 fits failed.',
  ]);
  expect(say({ ...own, summary: [summary('tv', 0.01, 0.03)] })[0]).toMatch(/%\); 2 fits failed\.$/);
});

test('a bias without any error is sure, rounding is no bias', () => {
  const own = { rows: rows(60), done: true };
  expect(say({ ...own, summary: [summary('tv', 0.5, 0)] })[0]).toMatch(/^OLS overstates tv/);
  expect(say({ ...own, summary: [summary('tv', 1e-12, 0)] })[0]).toContain('no bias seen');
});

test('bias in percent of the truth, in units of ROAS where that is 0; true minus signs', () => {
  expect(biasText(summary('tv', -0.41, 0.03))).toBe('−41.0 ± 3.0 %');
  expect(biasText(summary('tv', 0.0001, 0.2))).toBe('0 ± 20 %');
  const nothing = { ...summary('tv', 0, 0, 0), bias: { value: 1.07, mcse: 0.01, n: 60 } };
  expect(biasText(nothing)).toBe('+1.070 ± 0.010');
  expect(coverageText(summary('tv', 0, 1))).toBe('covers 12 of 60');
});
