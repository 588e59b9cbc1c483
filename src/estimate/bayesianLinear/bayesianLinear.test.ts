import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { EstimandKind } from '../../dataset/estimand.ts';
import type { Dataset } from '../../dataset/types.ts';
import type { Estimate, FitRequest } from '../contract.ts';
import { checkEstimate } from '../contractCheck.ts';
import { ols } from '../ols/ols.ts';
import { testCurves, testDataset, testRequest } from '../testData.ts';
import { bayesianLinear } from './bayesianLinear.ts';

const given = { given: { tv: testCurves, radio: testCurves } };
const kinds: readonly EstimandKind[] = ['roas.total', 'contribution.direct', 'mroas.total', 'roas.mediated'];
const request = testRequest('tv', kinds, [4, 30], 3);
const parse = (over: object) => bayesianLinear.settingsSchema.parse({ media: given, ...over });
const fit = (dataset: Dataset, over: object = {}, asked: FitRequest = request) =>
  checkEstimate(bayesianLinear.fit(dataset, parse(over), asked), asked, dataset.outcome.values.length);

type Answered = Extract<Estimate, { status: 'ok' }>;
function okFit(dataset: Dataset, over: object = {}, asked: FitRequest = request): Answered {
  const estimate = fit(dataset, over, asked);
  if (estimate.status !== 'ok') throw new Error(JSON.stringify(estimate));
  return estimate;
}
const { dataset, lost, spend } = testDataset({ tv: 5, radio: 3 }, { noise: 0.8 });
const olsFit = ols.fit(dataset, ols.settingsSchema.parse({ media: given }), request) as Answered;

test('wide priors answer as least squares does, with t intervals of n degrees of freedom', () => {
  const bayes = okFit(dataset, { prior_sd: 1e6 });
  for (const e of [0, 1, 2]) {
    const [ours, theirs] = [bayes.effects[e]!, olsFit.effects[e]!];
    expect(ours.point / theirs.point).toBeCloseTo(1, 9);
  }
  expect(bayes.effects[3]).toBeNull();
  // 40 rows and a guess worth one, less the flat intercept
  expect(bayes.diagnostics.df).toBe(40);
  expect(bayes.diagnostics.sigma).toBeLessThan(olsFit.diagnostics.sigma!);
});

test('without noise the effects are those of the replayed outcome', () => {
  const clean = testDataset({ tv: 5, radio: 3 }, { noise: 1e-9 });
  const { effects } = okFit(clean.dataset, { prior_sd: 1e6 });
  expect(effects[0]!.point).toBeCloseTo(clean.lost('tv', 4, 30, 3, 0) / clean.spend('tv', 4, 30), 6);
  expect(effects[1]!.point).toBeCloseTo(clean.lost('tv', 4, 30, 3, 0), 5);
});

test('one prior among flat ones: its weight in the answer is σ²/(σ² + τ²), exactly', () => {
  // statistics.md §3, the check of the shrinkage part; σ is that of least squares, other coefficients as uncertain as they are
  const priorSd = (tau: number) => ({
    prior_sd: 1e9,
    roas_prior: { base_sd: tau, center: { tv: 7 } },
    noise: { df: 'known' },
  });
  const { point, se } = olsFit.effects[0]!;
  fc.assert(
    fc.property(fc.double({ min: -3, max: 3, noNaN: true }), (exponent) => {
      const tau = se! * 10 ** exponent;
      const { effects, diagnostics } = okFit(dataset, priorSd(tau));
      const weight = (se! * se!) / (se! * se! + tau * tau);
      expect(effects[0]!.point - point).toBeCloseTo((7 - point) * weight, 6);
      expect(effects[0]!.se).toBeCloseTo(Math.sqrt(1 - weight) * se!, 6);
      expect(diagnostics['shrinkage.tv']).toBeCloseTo(1 - (1 - weight), 6);
    }),
    { numRuns: 20 },
  );
});

test('strength divides the variance, and a prior on a coefficient is one on its ROAS', () => {
  const strong = okFit(dataset, { roas_prior: { base_sd: 2, strength: 16, center: { tv: 1 } } });
  expect(okFit(dataset, { roas_prior: { base_sd: 0.5, center: { tv: 1 } } })).toEqual(strong);
  const unit = olsFit.effects[0]!.point / olsFit.parameters.find(({ name }) => name === 'tv')!.value;
  const own = okFit(dataset, { priors: { tv: { mean: 1 / unit, sd: 0.5 / unit } } });
  expect(own.effects[0]!.point).toBeCloseTo(strong.effects[0]!.point, 10);
});

test('point, se and intervals are the posterior that the draws are of', () => {
  const { effects } = okFit(dataset, { draws: 20_000 });
  const { point, se, intervals, draws } = effects[0]!;
  const sorted = draws!.toSorted();
  const share = (x: number) => sorted.filter((d) => d < x).length / sorted.length;
  // 20,000 draws: sd of a share .0035 at most
  expect(Math.abs(share(point) - 0.5)).toBeLessThan(0.015);
  intervals.forEach(({ level, lower, upper }) => {
    expect(Math.abs(share(upper) - share(lower) - level)).toBeLessThan(0.015);
  });
  const variance = sorted.reduce((sum, d) => sum + (d - point) ** 2, 0) / sorted.length;
  expect(Math.sqrt(variance) / se!).toBeCloseTo(1, 1);
});

test('response curves end at the contribution', () => {
  const asked = { ...request, curves: { window: [4, 30] as const, tails: { tv: 3 }, scales: [0, 0.5, 1], draws: 50 } };
  const { effects, curves } = okFit(dataset, {}, asked);
  const tv = curves!.find(({ channel }) => channel === 'tv')!;
  expect(tv.contribution[0]).toBe(0);
  expect(tv.contribution[2]).toBeCloseTo(effects[1]!.point, 10);
  expect(tv.draws).toHaveLength(50);
});

test('what least squares cannot fit has an answer once the noise is stated', () => {
  const short = testDataset({ tv: 5, radio: 3 }, { periods: 4, noise: 0.5 }).dataset;
  const asked = testRequest('tv', ['roas.total'], [0, 3], 3);
  expect(fit(short, {}, asked)).toMatchObject({
    status: 'refused',
    reason: 'more-columns-than-rows',
    detail: '4 columns for 4 rows; least squares cannot guess the noise here; state noise.sd',
  });
  expect(fit(short, { noise: { sd: 0.5 } }, asked).status).toBe('ok');
});

test('bad input is one clear line', () => {
  const refuses = (over: object, message: string) => expect(() => fit(dataset, over)).toThrow(message);
  refuses({ priors: { radoi: { sd: 1 } } }, 'priors.radoi: the model has no column "radoi"');
  refuses({ roas_prior: { center: { tw: 1 } } }, 'roas_prior.center.tw: the data have no channel "tw"');
  refuses({ roas_prior: { center: 'truth' } }, 'only a study on a scenario can fill it in');
  refuses({ roas_prior: { center: 1 }, priors: { tv: { sd: 1 } } }, 'roas_prior gives the ROAS a prior already');
  expect(bayesianLinear.settingsSchema.safeParse({ noise: { sd: -1 } }).success).toBe(false);
});

test('the log evidence prefers the prior that is right', () => {
  const truth = lost('tv', 4, 30, 3, 0) / spend('tv', 4, 30);
  const evidence = (center: number) =>
    okFit(dataset, { roas_prior: { base_sd: 0.05, center: { tv: center } }, noise: { sd: 0.8, df: 'known' } })
      .diagnostics.log_evidence!;
  expect(evidence(truth)).toBeGreaterThan(evidence(3 * truth) + 5);
});
