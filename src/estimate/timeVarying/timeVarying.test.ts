import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openStream } from '../../core/random/stream.ts';
import { buildDataset } from '../../dataset/build.ts';
import type { Dataset } from '../../dataset/types.ts';
import type { Estimate, FitRequest } from '../contract.ts';
import { checkEstimate } from '../contractCheck.ts';
import { ols } from '../ols/ols.ts';
import { perHead } from '../perHead.ts';
import { testCurves, testDataset, testRequest } from '../testData.ts';
import { varyingEffects } from './effects.ts';
import { varyingEquation } from './equation.ts';
import { knotCount, knotPlaces, knotWeights } from './knots.ts';
import { varyingLayout } from './layout.ts';
import { timeVarying } from './timeVarying.ts';

const given = { given: { tv: testCurves, radio: testCurves } };
const sampler = { chains: 2, warmup: 100, draws: 300 };
const { dataset } = testDataset({ tv: 6, radio: 4 }, { noise: 0.3, periods: 60 });
const settings = (over: object = {}) => timeVarying.settingsSchema.parse({ media: given, sampler, ...over });
const whole = testRequest(
  'tv',
  ['roas.total', 'contribution', 'mroas.total', 'roas.attributed', 'roas.net'],
  [0, 59],
  3,
);
const fit = (data: Dataset, over: object = {}, asked: FitRequest = whole) =>
  timeVarying.fit(data, settings(over), asked) as Estimate;

function answered(estimate: Estimate, asked: FitRequest, length: number) {
  const checked = checkEstimate(estimate, asked, length);
  if (checked.status !== 'ok') throw new Error(JSON.stringify(checked));
  return checked;
}

/** The same data with tv's effect multiplied by `factor` in period t. */
function changing(factor: (t: number) => number): Dataset {
  const { digest: _, ...parts } = dataset;
  const equation = varyingEquation(perHead(dataset), settings());
  if ('status' in equation) throw new Error(equation.detail);
  const { column, perCoefficient } = equation.channels[0]!;
  const added = column.values.map((value, t) => 6 * perCoefficient * value * (factor(t) - 1));
  const values = dataset.outcome.values.map((y, t) => y + added[t]!);
  return buildDataset({ ...parts, outcome: { ...dataset.outcome, values } });
}

test('with no room to change it is least squares', () => {
  const ours = answered(fit(dataset, { priors: { tau: ['half-normal', 1e-4] } }), whole, 60);
  const theirs = answered(ols.fit(dataset, ols.settingsSchema.parse({ media: given }), whole) as Estimate, whole, 60);
  ours.effects.forEach((effect, e) => {
    const other = theirs.effects[e]!;
    if (effect === null) expect(other).toBeNull();
    else {
      expect(Math.abs(effect.point - other.point)).toBeLessThan(5 * effect.mcse! + 1e-3 * Math.abs(other.point));
      expect(effect.se! / other.se!).toBeGreaterThan(0.85);
      expect(effect.se! / other.se!).toBeLessThan(1.15);
    }
  });
});

test('an effect that halves and doubles is followed quarter by quarter, where least squares has one number', () => {
  const doubled = changing((t) => (t < 30 ? 0.5 : 1.5));
  const stream = whole.stream;
  const estimands = (
    [
      [5, 17],
      [42, 54],
    ] as const
  ).map((window) => ({ channel: 'tv', kind: 'roas.total', window, tail: 0 }) as const);
  const asked = { estimands, levels: [0.95], stream };
  const [early, late] = answered(fit(doubled, {}, asked), asked, 60).effects;
  const [flatEarly, flatLate] = answered(
    ols.fit(doubled, ols.settingsSchema.parse({ media: given }), asked) as Estimate,
    asked,
    60,
  ).effects;
  expect(late!.point / early!.point).toBeGreaterThan(2.2);
  expect(flatLate!.point / flatEarly!.point).toBeLessThan(1.3);
});

test('an effect in a window is the coefficient of each period times what its media do there, tail at the last', () => {
  const data = perHead(testDataset({ tv: 1, radio: 1 }, { geos: 2, periods: 20 }).dataset);
  fc.assert(
    fc.property(
      fc.constantFrom('triangular' as const, 'gaussian' as const),
      fc.integer({ min: 2, max: 8 }),
      fc.integer({ min: 0, max: 19 }),
      fc.nat(),
      fc.integer({ min: 0, max: 5 }),
      fc.array(fc.integer({ min: -5, max: 5 }), { minLength: 8, maxLength: 8 }),
      (kernel, count, first, length, tail, knots) => {
        const last = first + (length % (20 - first));
        const equation = varyingEquation(data, settings({ knots: { count }, kernel }));
        if ('status' in equation) throw new Error(equation.detail);
        const layout = varyingLayout(equation);
        const at = new Float64Array(layout.names.length);
        at.set(knots.slice(0, count), layout.knots[0]!);
        const ask = (end: number, beyond: number) =>
          ({ channel: 'tv', kind: 'contribution', window: [first, end], tail: beyond }) as const;
        const [found] = varyingEffects(equation, layout)([ask(last, tail)])(at);
        const weights = knotWeights(equation.places, 20, { kernel, bandwidth: 1 });
        const beta = (t: number) => weights.reduce((sum, weight, j) => sum + weight(t) * knots[j]!, 0);
        // the loss of each period is that up to it less that up to the one before, all coefficients 1
        const ones = at.map((_, i) => (i >= layout.knots[0]! && i < layout.knots[0]! + count ? 1 : 0));
        const upTo = (t: number) => {
          const [value] = varyingEffects(equation, layout)([{ ...ask(last, tail), tail: t - last }])(ones);
          return value!;
        };
        let expected = 0;
        // inside of the window the difference of period t is that of media switched off from `first` to t
        for (let t = first; t <= last; t++) {
          const [now] = varyingEffects(equation, layout)([ask(t, 0)])(ones);
          const [before] = t === first ? [0] : varyingEffects(equation, layout)([ask(t - 1, 0)])(ones);
          expected += beta(t) * (now! - before!);
        }
        for (let t = last + 1; t <= last + tail; t++) expected += beta(Math.min(t, 19)) * (upTo(t) - upTo(t - 1));
        expect(found).toBeCloseTo(expected, 8);
      },
    ),
    { numRuns: 30 },
  );
});

test('knots reach from the first period to the last, and their weights add up to 1', () => {
  expect(knotCount('quarterly', 104, 'week')).toBe(9);
  expect(knotCount('quarterly', 24, 'month')).toBe(9);
  expect(knotCount({ every: 26 }, 105, 'week')).toBe(5);
  expect(knotCount({ count: 4 }, 105, 'week')).toBe(4);
  expect([...knotPlaces(3, 11)]).toEqual([0, 5, 10]);
  for (const kernel of ['triangular', 'gaussian'] as const) {
    for (const bandwidth of [1, 2.5]) {
      const weights = knotWeights(knotPlaces(5, 50), 50, { kernel, bandwidth });
      for (const t of [0, 7, 24, 49]) expect(weights.reduce((sum, weight) => sum + weight(t), 0)).toBeCloseTo(1, 14);
      expect(weights.map((weight) => weight(60))).toEqual(weights.map((weight) => weight(49)));
    }
  }
  const [first, second] = knotWeights(knotPlaces(3, 11), 11, { kernel: 'triangular', bandwidth: 1 });
  expect([0, 1, 2, 5].map((t) => [first!(t), second!(t)])).toEqual(
    [
      [1, 0],
      [0.8, 0.2],
      [0.6, 0.4],
      [0, 1],
    ].map((row) => row.map((x) => expect.closeTo(x, 14))),
  );
});

test('parameters are the knots in units of ROAS, the steps, and the noise', () => {
  const { parameters, diagnostics } = answered(fit(dataset, { knots: { count: 3 } }), whole, 60);
  expect(parameters.map(({ name }) => name)).toEqual([
    ...['intercept', 'price', 'beta[tv@0]', 'beta[tv@29.5]', 'beta[tv@59]'],
    ...['beta[radio@0]', 'beta[radio@29.5]', 'beta[radio@59]', 'tau[tv]', 'tau[radio]', 'sigma'],
  ]);
  expect(diagnostics.rhat_max).toBeLessThan(1.05);
});

test('more knots than periods are refused, and so are data that leave no noise', () => {
  expect(fit(dataset, { knots: { count: 61 } })).toMatchObject({
    status: 'refused',
    reason: 'too-few-periods',
    detail: '61 knots for 60 periods; at most one a period can be told apart',
  });
  const exact = testDataset({ tv: 2, radio: 1 }, { periods: 60 }).dataset;
  expect(fit(exact)).toMatchObject({ status: 'refused', detail: expect.stringContaining('without rest') });
});

test('bad settings are refused in one line each', () => {
  expect(() => settings({ knots: { count: 1 } })).toThrow();
  expect(() => settings({ knots: { every: 13, count: 3 } })).toThrow();
  expect(() => settings({ bandwidth: 0.5 })).toThrow();
  expect(() => settings({ priors: { tua: ['half-normal', 1] } })).toThrow('allowed: tau, tau[<channel>], sigma');
  expect(() => settings({ priors: { tau: ['normal', 0, 1] } })).toThrow('tau is positive, and normal is not');
  expect(() => fit(dataset, { priors: { 'tau[tvv]': ['half-normal', 1] } })).toThrow('did you mean "tau[tv]"?');
});

test('a calibration has every parameter and the ROAS of every channel, truths from the prior', () => {
  const priors = { tau: ['half-normal', 0.5], sigma: ['half-normal', 2] };
  const calibration = timeVarying.calibration!(dataset, settings({ knots: { count: 3 }, priors }));
  expect(calibration.quantities.slice(-4)).toEqual(['roas[tv]', 'roas[radio]', 'total_contribution', 'log_likelihood']);
  const simulated = calibration.simulate(99, (role) => openStream(['time-varying', 'calibration', role]));
  if (simulated.status !== 'ok') throw new Error(simulated.reason);
  const truth = (name: string) => simulated.known[calibration.quantities.indexOf(name)]!.truth;
  expect(truth('beta[tv@0]')).toBe(0);
  expect(truth('beta[tv@29.5]')).not.toBe(0);
  expect(truth('tau[tv]')).toBeGreaterThan(0);
});
