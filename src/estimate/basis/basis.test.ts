import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cos, exp, sin } from '../../core/math.ts';
import { openStream } from '../../core/random/stream.ts';
import { buildDataset } from '../../dataset/build.ts';
import type { EstimandKind } from '../../dataset/estimand.ts';
import type { Dataset } from '../../dataset/types.ts';
import type { Estimate, Estimator, FitRequest } from '../contract.ts';
import { checkEstimate } from '../contractCheck.ts';
import { estimators } from '../registry.ts';
import { testCurves, testDataset, testRequest } from '../testData.ts';

const { ols, polynomial, 'log-linear': logLinear, 'log-log': logLog } = estimators;
const none = { adstock: { curve: 'none', parameters: [], maxLag: 1, normalize: true } };
const straight = { given: { x1: none, x2: none } };
const empty = new Float64Array(0);

/** Sixteen weeks from sines and cosines, without carryover, as in the oracle below. */
const periods = 16;
const each = (f: (t: number) => number) => Float64Array.from({ length: periods }, (_, t) => f(t));
const x1 = each((t) => 5 + 3 * sin(1.3 * t));
const x2 = each((t) => 4 + 2 * cos(0.7 * t * t * 0.31));
const price = each((t) => 2 + 0.5 * sin(2.1 * t + 1));
const sales = each((t) => exp(3 + 0.04 * x1[t]! + 0.06 * x2[t]! - 0.2 * price[t]! + 0.05 * cos(5 * t * t + 1)));
const spend = (window: Float64Array) => ({ history: empty, window, future: empty });
const small: Dataset = buildDataset({
  ...{ name: 'small', period: 'week', geos: ['all'], population: Float64Array.of(1), periods, history: 0, future: 0 },
  ...{ dates: null, firstPeriod: 0, carryoverStart: 'history' },
  channels: [
    { name: 'x1', spend: spend(x1) },
    { name: 'x2', spend: spend(x2) },
  ],
  controls: [{ name: 'price', values: price }],
  outcome: { name: 'sales', values: sales },
});
const request: FitRequest = {
  ...testRequest('x1', ['roas.total', 'mroas.total', 'roas.attributed'], [0, periods - 1], 0),
  curves: { window: [0, periods - 1] as const, tails: {}, scales: [0, 1, 2], draws: 5 },
};

function okFit(estimator: Estimator, dataset: Dataset, over: object, asked: FitRequest = request) {
  const settings = estimator.settingsSchema.parse(over);
  const estimate = estimator.fit(dataset, settings, asked) as Estimate;
  const checked = checkEstimate(estimate, asked, dataset.outcome.values.length);
  if (checked.status !== 'ok') throw new Error(JSON.stringify(checked));
  return checked;
}

// numpy 2.4: coefficients by inv(X'X)X'y; E[y] = exp(Xb + s²/2); effects as differences of its sums; standard errors by
// g'Wg, g from X'E[y], W the coefficients' covariance bordered by 2s⁴/df
test.each([
  {
    ...{ estimator: logLinear, over: {} },
    b: [3.03247920608692, -0.21142301589119117, 0.040382397031670486, 0.059273595466614815],
    roas: [0.8134871890472714, 0.08308390226258076],
    mroas: [0.9179109710762238, 0.10590159473902491],
    ...{ elasticity: 0.2138522653628031, smearing: 1.0004821895058278, retransformation: 1.000646362782737 },
  },
  {
    ...{ estimator: logLog, over: { offset: { x1: 3, x2: 2 }, log_controls: ['price'] } },
    b: [2.6779885979429428, -0.4136998173711411, 0.31740568837821725, 0.32731994977270107],
    roas: [1.1390332450465366, 0.1185749217436617],
    mroas: [0.8320927539468165, 0.10166101953372934],
    ...{ elasticity: 0.1938598570459614, smearing: 1.0005854476155076, retransformation: 1.0007798103137875 },
  },
  {
    ...{ estimator: polynomial, over: {} },
    b: [23.568792292576855, -4.703548799582436, 6.6486048156990805, 0.15929036086242832, 0.5575586793694924],
    roas: [0.8462894132400995, 0.30387472030496027],
    mroas: [0.8611966010263171, 0.16061225367244206],
    at2: 140.0258526617871,
  },
])('numpy’s numbers for $estimator.id', ({ estimator, over, b, roas, mroas, ...rest }) => {
  const { parameters, effects, diagnostics, curves } = okFit(estimator, small, { media: straight, ...over });
  b.forEach((value, j) => {
    expect(parameters[j]!.value).toBeCloseTo(value, 9);
  });
  [roas, mroas, roas].forEach(([point, se], e) => {
    expect(effects[e]!.point).toBeCloseTo(point!, 8);
    expect(effects[e]!.se).toBeCloseTo(se!, 8);
  });
  expect(curves![0]!.contribution[0]).toBe(0);
  if ('at2' in rest) expect(curves![0]!.contribution[2]).toBeCloseTo(rest.at2!, 7);
  else {
    expect(parameters.find(({ name }) => name === 'x1.elasticity')!.value).toBeCloseTo(rest.elasticity!, 9);
    expect(diagnostics.smearing).toBeCloseTo(rest.smearing!, 10);
    expect(diagnostics.retransformation).toBeCloseTo(rest.retransformation!, 10);
  }
});

const kinds: readonly EstimandKind[] = ['roas.total', 'contribution.direct', 'mroas.total', 'roas.blended'];
const given = { given: { tv: testCurves, radio: testCurves } };
const { dataset: additive, lost, spend: spent } = testDataset({ tv: 0.4, radio: 0.7 }, { geos: 2 });
const multiplicative = {
  ...additive,
  outcome: { name: 'sales', values: additive.outcome.values.map(exp) },
};

test('without noise the log-linear model finds the coefficients and what the channel is worth, tail and geos included', () => {
  const asked = testRequest('tv', kinds, [4, 30], 3);
  const { parameters, effects, diagnostics, fitted } = okFit(
    logLinear,
    multiplicative,
    { media: given, heldout: {} },
    { ...asked, curves: { window: [4, 30], tails: { tv: 3 }, scales: [0, 1], draws: 1 } },
  );
  expect(parameters.find(({ name }) => name === 'tv')!.value).toBeCloseTo(0.4, 10);
  multiplicative.outcome.values.forEach((y, i) => {
    expect(fitted[i]! / y).toBeCloseTo(1, 9);
  });
  // an independent replay inside of the window: sales, and sales without tv from period 4 on
  const one = okFit(
    logLinear,
    multiplicative,
    { media: given },
    { ...request, ...testRequest('tv', ['contribution'], [39, 39], 0) },
  );
  let off = 0;
  for (const g of [0, 1]) {
    const { history } = additive;
    const path = [additive.channels[0]!.spend.history, additive.channels[0]!.spend.window];
    const series = [...path[0]!.subarray(g * history, (g + 1) * history), ...path[1]!.subarray(g * 40, (g + 1) * 40)];
    const stock = (last: number) =>
      [1, 0.5, 0.25, 0.125].reduce((sum, w, l) => sum + (w / 1.875) * (l === 0 ? last : series.at(-1 - l)!), 0);
    const f = (last: number) => stock(last) / (stock(last) + 2);
    off += multiplicative.outcome.values[g * 40 + 39]! * (1 - exp(0.4 * (f(0) - f(series.at(-1)!))));
  }
  expect(one.effects[0]!.point).toBeCloseTo(off, 6);
  expect(effects[3]).toBeNull();
  expect(effects[1]!.point / effects[0]!.point).toBeCloseTo(spent('tv', 4, 30), 6);
  expect(diagnostics.heldout_mae!).toBeLessThan(1e-6 * fitted[0]!);
});

test('a polynomial of degree 1 is least squares on adstocked spend, under every kind of interval', () => {
  const { dataset } = testDataset({ tv: 2, radio: 5 }, { geos: 2, noise: 1 });
  const linear = { adstock: testCurves.adstock, saturation: { curve: 'none', parameters: [] } };
  const media = { given: { tv: linear, radio: linear } };
  const asked = { ...request, ...testRequest('tv', kinds, [4, 30], 3) };
  for (const intervals of ['classical', 'hc3', 'newey-west', { bootstrap: 20 }]) {
    const line = okFit(ols, dataset, { media, intervals }, asked);
    const one = okFit(polynomial, dataset, { media: given, intervals, degree: 1 }, asked);
    line.effects.forEach((effect, e) => {
      if (effect === null) {
        expect(one.effects[e]).toBeNull();
        return;
      }
      expect(one.effects[e]!.point).toBeCloseTo(effect.point, 8);
      expect(one.effects[e]!.se).toBeCloseTo(effect.se!, 8);
      effect.intervals.forEach(({ lower, upper }, l) => {
        expect(one.effects[e]!.intervals[l]!.lower).toBeCloseTo(lower, 7);
        expect(one.effects[e]!.intervals[l]!.upper).toBeCloseTo(upper, 7);
      });
    });
  }
  expect(lost('tv', 4, 30, 3, 0)).toBeGreaterThan(0);
});

test('money and spend may be counted in other units', () => {
  const noisy = {
    ...multiplicative,
    outcome: {
      name: 'sales',
      values: multiplicative.outcome.values.map((y, i) => y * exp(0.1 * openStream(['basis.test', i]).normal())),
    },
  };
  const models: readonly (readonly [Estimator, object])[] = [
    [logLinear, {}],
    [logLog, { offset: 0.3 }],
    [polynomial, { degree: 3 }],
  ];
  const asked = { ...request, ...testRequest('tv', ['roas.total', 'mroas.total'], [4, 30], 3) };
  fc.assert(
    fc.property(
      fc.constantFrom(...models),
      fc.double({ min: 0.01, max: 100, noNaN: true }),
      fc.double({ min: 0.01, max: 100, noNaN: true }),
      ([estimator, over], money, unit) => {
        const before = okFit(estimator, noisy, over, asked);
        const times = (series: Float64Array) => series.map((x) => x * unit);
        const after = okFit(
          estimator,
          {
            ...noisy,
            outcome: { name: 'sales', values: noisy.outcome.values.map((y) => money * y) },
            channels: noisy.channels.map((channel) => ({
              name: channel.name,
              spend: {
                history: times(channel.spend.history),
                window: times(channel.spend.window),
                future: times(channel.spend.future),
              },
            })),
          },
          over,
          asked,
        );
        before.effects.forEach((effect, e) => {
          expect((after.effects[e]!.point * unit) / money / effect!.point).toBeCloseTo(1, 6);
          expect((after.effects[e]!.se! * unit) / money / effect!.se!).toBeCloseTo(1, 5);
        });
      },
    ),
    { numRuns: 25 },
  );
});

test('the bootstrap spreads about as the delta method says', () => {
  const over = { media: straight };
  const delta = okFit(logLinear, small, over);
  const samples = okFit(logLinear, small, { ...over, intervals: { bootstrap: 400, block: 1 } });
  expect(samples.effects[0]!.point).toBe(delta.effects[0]!.point);
  expect(samples.effects[0]!.draws).toHaveLength(400);
  // sd of 400 draws is within 11 % of its own at 3 standard errors; the difference beyond is that of two methods
  expect(samples.effects[0]!.se! / delta.effects[0]!.se!).toBeGreaterThan(0.8);
  expect(samples.effects[0]!.se! / delta.effects[0]!.se!).toBeLessThan(1.2);
  expect(samples.curves![0]!.draws).toHaveLength(5);
});

test('an outcome or a control without a logarithm is refused, with the first place', () => {
  const zero = { ...small, outcome: { name: 'sales', values: sales.map((y, t) => (t === 3 || t === 9 ? 0 : y)) } };
  for (const estimator of [logLinear, logLog]) {
    const settings = estimator.settingsSchema.parse({ media: straight });
    expect(estimator.fit(zero, settings, request)).toEqual({
      ...{ status: 'refused', reason: 'unsupported' },
      detail: 'sales is 0 or less in 2 of 16 rows, first 0 in period 3: no logarithm',
    });
  }
  const sold = { ...small, controls: [{ name: 'price', values: price.map((p, t) => (t === 5 ? -1 : p)) }] };
  const settings = logLinear.settingsSchema.parse({ media: straight, log_controls: ['price'] });
  expect(logLinear.fit(sold, settings, request)).toMatchObject({ detail: 'price is -1 in period 5: no logarithm' });
});

test('names that the data do not have are told', () => {
  const logged = logLinear.settingsSchema.parse({ log_controls: ['prise'] });
  expect(() => logLinear.fit(small, logged, request)).toThrow('"prise"');
  const offsets = (offset: object) => logLog.settingsSchema.parse({ media: straight, offset });
  expect(() => logLog.fit(small, offsets({ x1: 2 }), request)).toThrow('no offset for channel "x2"');
  expect(() => logLog.fit(small, offsets({ x1: 2, x2: 1, x3: 1 }), request)).toThrow('"x3"');
  expect(logLog.settingsSchema.safeParse({ offset: 0 }).success).toBe(false);
  expect(polynomial.settingsSchema.safeParse({ degree: 6 }).success).toBe(false);
  expect(polynomial.settingsSchema.safeParse({ lag: 3 }).success).toBe(false);
});
