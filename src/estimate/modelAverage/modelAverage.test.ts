import { expect, test } from 'vitest';
import { studentTCdf } from '../../core/distributions.ts';
import { check } from '../../core/document.ts';
import type { EstimandKind } from '../../dataset/estimand.ts';
import { coefficientMarginal } from '../../inference/conjugate/marginal.ts';
import { conjugatePosterior } from '../../inference/conjugate/posterior.ts';
import { saturate } from '../../media/saturation.ts';
import { bayesianMmm } from '../bayesian/bayesianMmm.ts';
import { bayesianLinear } from '../bayesianLinear/bayesianLinear.ts';
import { linearModel } from '../bayesianLinear/model.ts';
import type { Estimate, FitRequest } from '../contract.ts';
import { checkEstimate } from '../contractCheck.ts';
import { perHead } from '../perHead.ts';
import { testCurves, testDataset, testRequest } from '../testData.ts';
import { halfCurves } from './halfCurves.ts';
import { allocateDraws } from './mixture.ts';
import { modelAverage } from './modelAverage.ts';

const kinds: readonly EstimandKind[] = ['roas.total', 'contribution', 'roas.mediated'];
const request = testRequest('tv', kinds, [4, 30], 3);
const { dataset } = testDataset({ tv: 5, radio: 3 }, { noise: 0.8 });
type Answered = Extract<Estimate, { status: 'ok' }>;

function fit(settings: object, asked: FitRequest = request): Answered {
  const estimate = checkEstimate(
    modelAverage.fit(dataset, modelAverage.settingsSchema.parse(settings), asked),
    asked,
    dataset.outcome.values.length,
  );
  if (estimate.status !== 'ok') throw new Error(JSON.stringify(estimate));
  return estimate;
}

const line = { ...testCurves, saturation: { curve: 'none', parameters: [] } };
const medias = {
  truth: { given: { tv: testCurves, radio: testCurves } },
  line: { given: { tv: line, radio: line } },
};
const candidates = Object.entries(medias).map(([name, media]) => ({ name, media }));

/** One model's exact law of an effect. */
function exactLaw(media: object, which = 0) {
  const settings = bayesianLinear.settingsSchema.parse({ media });
  const model = linearModel(perHead(dataset), settings, request.estimands);
  if (model.status === 'refused') throw new Error(model.detail);
  const { x, columns, rows: prior, noise, responses } = model;
  const k = columns.length;
  const posterior = conjugatePosterior({ x, y: dataset.outcome.values, k, prior, noise });
  if (posterior.status !== 'ok') throw new Error(posterior.status);
  const { location, scale, df } = coefficientMarginal(posterior, k - responses.length);
  const unit = responses[0]!.effect(request.estimands[which]!)!;
  return (value: number) => studentTCdf((value / unit - location) / scale, df);
}

test.each(['stacking', 'pseudo-bma', 'select'])(
  '%s: the interval has its level under the exact mixture of t laws',
  (combine) => {
    const draws = 20_000;
    const { effects, diagnostics, parameters } = fit({ candidates, combine, draws });
    const weights = Object.keys(medias).map((name) => diagnostics[`weight.${name}`]!);
    expect(parameters.map(({ name, value }) => [name, value])).toEqual([
      ['weight.truth', weights[0]],
      ['weight.line', weights[1]],
    ]);
    expect(weights[0]! + weights[1]!).toBeCloseTo(1, 12);
    const laws = Object.values(medias).map((media) => exactLaw(media));
    const mixture = (value: number) => weights[0]! * laws[0]!(value) + weights[1]! * laws[1]!(value);
    const { point, intervals } = effects[0]!;
    // four Monte Carlo errors of a share of independent draws
    const near = (value: number, share: number) =>
      expect(Math.abs(mixture(value) - share)).toBeLessThan(4 * Math.sqrt((share * (1 - share)) / draws));
    near(point, 0.5);
    near(intervals[1]!.lower, 0.025);
    near(intervals[1]!.upper, 0.975);
    expect(effects[2]).toBeNull();
  },
);

test('data of several geos: per head as bayesian-linear takes them, and in its units again', () => {
  const geo = testDataset({ tv: 5, radio: 3 }, { noise: 0.8, geos: 2 }).dataset;
  const people = { ...geo, population: Float64Array.of(3, 40) };
  const twice = [candidates[0]!, { ...candidates[0]!, name: 'again' }];
  const settings = modelAverage.settingsSchema.parse({ candidates: twice, combine: 'select', draws: 10_000 });
  const ours = checkEstimate(modelAverage.fit(people, settings, request), request, 80) as Answered;
  const alone = bayesianLinear.fit(people, bayesianLinear.settingsSchema.parse({ media: medias.truth }), request);
  const { fitted, effects } = alone as Answered;
  expect(ours.fitted).toEqual(fitted);
  for (const e of [0, 1]) {
    const [mixed, exact] = [ours.effects[e]!, effects[e]!];
    // the median's Monte Carlo error is 1.25 sd/√draws
    expect(Math.abs(mixed.point - exact.point)).toBeLessThan((5 * 1.25 * exact.se!) / 100);
    expect(mixed.se! / exact.se!).toBeCloseTo(1, 1);
  }
});

test('elpd of each candidate depends on no other; select takes the largest, stacking is at least as good as any', () => {
  const [both, reversed] = [candidates, [...candidates].reverse()].map((list) => fit({ candidates: list }));
  const elpd = (name: string) => both!.diagnostics[`elpd.${name}`]!;
  expect(reversed!.diagnostics['elpd.line']).toBe(elpd('line'));
  const selected = fit({ candidates, combine: 'select' });
  const best = elpd('truth') >= elpd('line') ? 'truth' : 'line';
  expect(selected.diagnostics[`weight.${best}`]).toBe(1);
  expect(selected.diagnostics.elpd_loo).toBeCloseTo(elpd(best), 12);
  expect(both!.diagnostics.elpd_loo).toBeGreaterThanOrEqual(elpd(best) - 1e-8);
  expect(both!.diagnostics.stacking_gap).toBeLessThan(1e-7);
});

test('PSIS from draws finds what the closed form says, and reports k̂', () => {
  const exact = fit({ candidates });
  const psis = fit({ candidates, loo: 'psis', model: { draws: 4000 } });
  for (const { name } of candidates) {
    expect(Math.abs(psis.diagnostics[`elpd.${name}`]! - exact.diagnostics[`elpd.${name}`]!)).toBeLessThan(0.3);
  }
  expect(psis.diagnostics.pareto_k_max).toBeLessThan(0.7);
  expect(psis.diagnostics.pareto_k_bad).toBe(0);
  expect(exact.diagnostics.pareto_k_max).toBeUndefined();
});

test('engine mmm: elpd is that of bayesian-mmm, and a candidate with all the weight answers as it does alone', () => {
  const model = {
    sampler: { chains: 2, warmup: 150, draws: 150, max_draws: 150 },
    convergence: { rhat: 2, ess_per_chain: 2 },
  };
  const own = [
    { name: 'line', adstock: { geometric: { max_lag: 4 } }, saturation: 'none' },
    { name: 'none', adstock: 'none', saturation: 'none' },
  ];
  const { effects, diagnostics } = fit({ engine: 'mmm', combine: 'select', candidates: own, model, draws: 300 });
  const chosen = diagnostics['weight.line'] === 1 ? own[0]! : own[1]!;
  const { name, ...curves } = chosen;
  const alone = bayesianMmm.fit(dataset, bayesianMmm.settingsSchema.parse({ ...model, ...curves, loo: true }), {
    ...request,
    stream: (role) => request.stream(`candidate/${name}/${role}`),
  }) as Answered;
  expect(alone.status).toBe('ok');
  expect(effects[0]!.point).toBeCloseTo(alone.effects[0]!.point, 12);
  expect(effects[0]!.se).toBeCloseTo(alone.effects[0]!.se!, 12);
  // observations that plain PSIS is uneasy about are integrated here
  expect(Math.abs(diagnostics[`elpd.${name}`]! - alone.diagnostics.elpd_loo!)).toBeLessThan(0.5);
});

test('a candidate that did not converge leaves its mark where it has weight, and only a count where it has none', () => {
  const model = { sampler: { chains: 2, warmup: 60, draws: 60, max_draws: 60 }, convergence: { rhat: 1.0000001 } };
  const own = ['none', 'logistic'].map((saturation) => ({ adstock: 'geometric', saturation }));
  const settings = modelAverage.settingsSchema.parse({ engine: 'mmm', candidates: own, model, combine: 'pseudo-bma' });
  const estimate = checkEstimate(modelAverage.fit(dataset, settings, request), request);
  expect(estimate).toMatchObject({ status: 'nonconverged', diagnostics: { nonconverged_candidates: 2 } });
  if (estimate.status === 'nonconverged')
    expect(estimate.reason).toMatch(/^candidate geometric\/none, weight 0\.\d\d: R̂/);
});

test('a candidate without an answer leaves the list without one, and is named', () => {
  const flat = { ...testCurves, saturation: { curve: 'hill', parameters: [1e-300, 1] } };
  const list = [candidates[0]!, { name: 'flat', media: { given: { tv: flat, radio: flat } } }];
  expect(modelAverage.fit(dataset, modelAverage.settingsSchema.parse({ candidates: list }), request)).toMatchObject({
    status: 'refused',
    reason: 'constant-channel',
    detail: expect.stringContaining('candidate flat: '),
  });
});

test.each(Object.keys(halfCurves).filter((name) => name !== 'none') as readonly (keyof typeof halfCurves)[])(
  '%s has half of its maximum where it is said to',
  (curve) => {
    for (const half of [0.3, 40]) {
      const parameters = halfCurves[curve](half, 1.7);
      expect(saturate(Float64Array.of(half), { curve, parameters })[0]).toBeCloseTo(0.5, 12);
    }
  },
);

test('draws are shared out in whole numbers, the largest remainders first', () => {
  expect(allocateDraws(Float64Array.of(0.5, 0.301, 0.199), 10)).toEqual([5, 3, 2]);
  expect(allocateDraws(Float64Array.of(1, 0), 7)).toEqual([7, 0]);
  expect(allocateDraws(Float64Array.of(1 / 3, 1 / 3, 1 / 3), 100)).toEqual([34, 33, 33]);
});

test.each([
  [{ model: { media: 'default' } }, 'model.media', 'curves differ between candidates'],
  [{ model: { control: 'none' } }, 'model', 'control'],
  [{ candidates: [{ media: 'default' }] }, 'candidates', 'expected two or more'],
  [{ candidates: [{ media: 'default' }, { media: 'default' }] }, 'candidates.1', 'name "default"'],
  [{ candidates: [{ media: 'default' }, { saturation: 'hil' }] }, 'candidates.1.saturation', 'did you mean "hill"'],
  [
    { candidates: [{ media: 'default' }, { adstock: { geometrc: { alpha: 0.2 } } }] },
    'candidates.1.adstock',
    'geometric',
  ],
  [{ candidates: [{ media: 'default', slope: 2 }, { media: 'searched' }] }, 'candidates.0.slope', 'keep one of them'],
  [{ engine: 'mmm', candidates: [{ saturation: 'hill' }, { media: 'default' }] }, 'candidates.1.media', 'engine mmm'],
  [{ candidates: [{ half_at: 0.5 }, { media: 'default' }] }, 'candidates.0.half_at', 'no half'],
  [{ candidates: [{ saturation: 'tanh', slope: 2 }, { media: 'default' }] }, 'candidates.0.slope', 'tanh has none'],
  [{ engine: 'mmm', model: { errors: 'norml' } }, 'model.errors', 'normal'],
  [{ engine: 'mmm', loo: 'exact' }, 'loo', 'psis'],
])('settings: %j is refused at %s', (settings, path, words) => {
  const { findings } = check(modelAverage.settingsSchema, settings);
  const said = findings.map((one) => `${one.path.join('.')}: ${one.key ?? ''} ${one.message} ${one.guess ?? ''}`);
  expect(said.length, said.join('\n')).toBe(1);
  expect(said[0]).toContain(path);
  expect(said[0]).toContain(words);
});
