import { expect, test } from 'vitest';
import { buildDataset } from '../../dataset/build.ts';
import type { ChannelCurves } from '../../media/types.ts';
import { testDataset, testRequest } from '../testData.ts';
import { bayesianMmm } from './bayesianMmm.ts';
import { madeFit } from './compare.fixture.ts';
import { assess, type CandidateFit, choose, fitCandidate } from './compare.ts';
import { bayesianSettingsSchema } from './settings.ts';

const even = [0, 0, 0, 0, 0, 0, 0, 0];
const better = even.map((_, i) => 1 + (i % 2) / 10);

test('the best is decided when it is told apart from every other', () => {
  const choice = choose([madeFit('a', even), madeFit('b', better), madeFit('c', even)]);
  expect(choice).toMatchObject({ status: 'decided', best: [1] });
  expect(choice.status !== 'withheld' && choice.standings.map(({ index }) => index)).toEqual([1, 0, 2]);
});

test('those that are not told apart from the best share its place', () => {
  const near = better.map((value) => value - 0.1);
  expect(choose([madeFit('a', even), madeFit('b', near), madeFit('c', better)])).toMatchObject({
    status: 'tied',
    best: [2, 1],
  });
});

test('no ranking with k̂ too large, whichever model it is', () => {
  const k = [0.1, 0.9, 0.1, 2];
  expect(choose([madeFit('a', even, { k }), madeFit('b', better)])).toEqual({
    status: 'withheld',
    doubts: [{ why: 'pareto-k', model: 'a', observations: [3, 1] }],
  });
});

test('no ranking where a fit has no answer, did not converge, or a refit failed', () => {
  const refused: CandidateFit = {
    name: 'r',
    estimate: { status: 'refused', reason: 'too-few-periods', detail: '7 periods' },
    accuracy: null,
  };
  const error: CandidateFit = { name: 'e', estimate: { status: 'error', detail: 'budget' }, accuracy: null };
  const slow = madeFit('s', even, { reason: 'R̂ 1.2' });
  const odd = madeFit('o', even, { k: [0.1, 0.9] });
  const refits = [{ observation: 1, reason: 'did not converge: ESS 9 < 20' }];
  const failed: CandidateFit = { ...odd, accuracy: { ...odd.accuracy!, refits } };
  const lost: CandidateFit = { ...madeFit('l', even, { reason: 'R̂ ∞' }), accuracy: null };
  expect(choose([madeFit('a', better), refused, error, slow, failed, lost])).toEqual({
    status: 'withheld',
    doubts: [
      { why: 'no-answer', model: 'r', detail: 'refused: too-few-periods: 7 periods' },
      { why: 'no-answer', model: 'e', detail: 'error: budget' },
      { why: 'nonconverged', model: 's', detail: 'R̂ 1.2' },
      { why: 'refit', model: 'o', observation: 1, detail: 'did not converge: ESS 9 < 20' },
      { why: 'nonconverged', model: 'l', detail: 'R̂ ∞' },
      { why: 'no-answer', model: 'l', detail: 'the log likelihood of some draws is not finite' },
    ],
  });
});

const sampler = { chains: 2, warmup: 300, draws: 400 };
const settings = (saturation: string) =>
  bayesianSettingsSchema.parse({
    adstock: 'none',
    saturation,
    sampler,
    convergence: { rhat: 1.1, ess_per_chain: 20 },
  });
const curves = (slope: number): ChannelCurves => ({
  adstock: { curve: 'none', parameters: [], maxLag: 1, normalize: true },
  saturation: { curve: 'hill', parameters: [3, slope] },
  order: 'adstock-first',
});
const request = testRequest('tv', ['roas.total'], [0, 79], 0);
const fits = (slope: number, names: readonly string[]) => {
  const { dataset } = testDataset({ tv: 4 }, { curves: curves(slope), periods: 80, noise: 0.3 });
  const sampled = names.map((name) => fitCandidate({ name, settings: settings(name) }, dataset, request));
  return assess(sampled, request.stream);
};

test('S-shaped data: hill leaves logistic behind by more than 4 standard errors', () => {
  const choice = choose(fits(6, ['logistic', 'hill']));
  expect(choice).toMatchObject({ status: 'decided', best: [1] });
  const { value, se } = (choice as Exclude<typeof choice, { status: 'withheld' }>).standings[1]!.difference;
  expect(value).toBeLessThan(-4 * se);
});

test('concave data do not tell logistic from tanh, and a fit among candidates is the fit alone', async () => {
  const pair = fits(1, ['logistic', 'tanh']);
  expect(choose(pair)).toMatchObject({ status: 'tied' });
  const { dataset } = testDataset({ tv: 4 }, { curves: curves(1), periods: 80, noise: 0.3 });
  expect(await bayesianMmm.fit(dataset, settings('logistic'), request)).toEqual(pair[0]!.estimate);
});

test('what one model cannot answer for as it is, is integrated for in all', () => {
  const { dataset } = testDataset({ tv: 4 }, { curves: curves(1), periods: 30, noise: 0.3 });
  const event = { name: 'event', values: Float64Array.from({ length: 30 }, (_, t) => (t === 9 ? 1 : 0)) };
  const withEvent = buildDataset({ ...dataset, controls: [...dataset.controls, event] });
  const asked = testRequest('tv', ['roas.total'], [0, 29], 0);
  const candidate = (controls: 'all' | 'none') => ({ name: controls, settings: { ...settings('tanh'), controls } });
  const pair = [candidate('all'), candidate('none')].map((one) => fitCandidate(one, withEvent, asked));
  const [dummy, bare] = assess(pair, asked.stream).map(({ accuracy }) => accuracy!);
  expect(dummy!.integrated).toContain(9);
  expect(dummy!.loo.paretoK[9]).toBeLessThan(dummy!.loo.kThreshold);
  expect(bare!.integrated).toEqual(dummy!.integrated);
});
