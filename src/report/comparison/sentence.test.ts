import { expect, test } from 'vitest';
import { comparison, endpoint, nothingChanged } from '../../../tools/browser/comparisons.mjs';
import type { Comparison, Endpoint } from '../../compare/types.ts';
import { verdictSentence } from './sentence.ts';

const plain = (text: string): string => text.replaceAll('\u00a0', ' ');
const said = (verdict: Comparison['verdict'], ...gates: readonly Partial<Endpoint>[]): string => {
  const found = { ...comparison.comparison, verdict, gates: gates.map(endpoint), details: [] };
  return plain(verdictSentence(found));
};
const place = { cell: 'hidden-demand@104', channel: 'search', estimand: 'roas.total[0..103+12]' };
const red = { ...place, verdict: 'regression' } as const;

test.each<[string, Partial<Endpoint>]>([
  [
    'ols overstates the total ROAS of search in hidden-demand@104 by a further 8.1 % of the truth (7.2 to 9.0 %; margin 5 %)',
    { baseline: 0.043, candidate: 0.124, change: 0.081, lower: 0.0721, upper: 0.0899 },
  ],
  [
    'ols understates the total ROAS of search in hidden-demand@104 by a further 8.1 % of the truth (7.2 to 9.0 %; margin 5 %)',
    { baseline: -0.043, candidate: -0.124, change: -0.081, lower: -0.0899, upper: -0.0721 },
  ],
  [
    'ols now understates the total ROAS of search in hidden-demand@104 by 12.0 % of the truth, where it overstated it by 2.0 % (change −16.0 to −12.0 %; margin 5 %)',
    { baseline: 0.02, candidate: -0.12, change: -0.14, lower: -0.16, upper: -0.12 },
  ],
  [
    'the 95 % intervals of ols for the total ROAS of search in hidden-demand@104 hold the truth in 81.2 % of datasets, before in 93.4 % (change −13.5 to −10.9 points; margin 2 points)',
    {
      ...{ measure: 'coverage', level: 0.95, margin: 0.02 },
      baseline: 0.934,
      candidate: 0.812,
      change: -0.122,
      lower: -0.135,
      upper: -0.109,
    },
  ],
  [
    'ols fails in hidden-demand@104 in 7.0 % of its fits, before in 1.0 % (change 4.0 to 8.0 points; margin 2 points)',
    {
      ...{ measure: 'failures', margin: 0.02 },
      baseline: 0.01,
      candidate: 0.07,
      change: 0.06,
      lower: 0.04,
      upper: 0.08,
    },
  ],
  [
    'the RMSE of ols for the total ROAS of search in hidden-demand@104 changes by a factor of 1.12 (1.08 to 1.16; margin 1.05)',
    {
      ...{ measure: 'rmse_ratio', margin: 1.05 },
      baseline: 0.3,
      candidate: 0.336,
      change: 1.12,
      lower: 1.08,
      upper: 1.16,
    },
  ],
])('%s', (sentence, own) => {
  expect(said('regression', { ...red, ...own })).toBe(`Regression: ${sentence}.`);
});

test('of several the worst in units of its margin is told', () => {
  expect(plain(verdictSentence(comparison.comparison))).toMatch(
    /^Regression: ols overstates the total ROAS of <img .* by a further 8\.8 %/,
  );
});

test('what is open says how many replicates would decide', () => {
  const open = { verdict: 'inconclusive', change: 0.012, lower: -0.03, upper: 0.054, candidate: 0.022 } as const;
  const bias =
    'Inconclusive: the bias of ols for ROAS, averaged over channels and cells, changes by +1.2 % of the truth (−3.0 to 5.4 %; margin 5 %)';
  expect(said('inconclusive', { ...open, needs: 900 })).toBe(
    `${bias}, which 400 replicates do not decide; about 900 would.`,
  );
  expect(said('inconclusive', { ...open, remark: 'not confirmed on fresh replicates' })).toBe(
    `${bias}: not confirmed on fresh replicates.`,
  );
});

test('a pass says what it rests on', () => {
  expect(plain(verdictSentence(nothingChanged.comparison))).toBe(
    'Pass: nothing changed. All 2,400 answers of 6 arms in cells are equal, bit for bit.',
  );
  expect(said('pass', {}, {})).toBe('Pass: 3 of 6 arms in cells changed, and all 2 gates are within their margins.');
  const sameness = comparison.comparison.sameness.filter(({ tier }) => tier !== 'T2');
  expect(verdictSentence({ ...nothingChanged.comparison, sameness })).toBe(
    "Pass: nothing changed beyond rounding or Monte Carlo error. Of 3 arms in cells 1 equal bit for bit, 1 equal to 1e-9, 1 equal within their chains' Monte Carlo error.",
  );
});
