import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openStream } from '../../core/random/stream.ts';
import { buildDataset } from '../../dataset/build.ts';
import type { EstimandKind } from '../../dataset/estimand.ts';
import type { Dataset } from '../../dataset/types.ts';
import type { Estimate } from '../contract.ts';
import { checkEstimate } from '../contractCheck.ts';
import { ols } from '../ols/ols.ts';
import { testCurves, testDataset, testRequest } from '../testData.ts';
import { elasticNet } from './elasticNet.ts';
import type { ElasticNetSettings } from './settings.ts';

const given = { given: { tv: testCurves, radio: testCurves } };
const kinds: readonly EstimandKind[] = ['roas.total', 'contribution.direct', 'mroas.total', 'roas.mediated'];
const request = testRequest('tv', kinds, [4, 30], 3);
const quick = { intervals: { bootstrap: 20 }, penalties: { count: 20 } };
const settings = (over: object): ElasticNetSettings => elasticNet.settingsSchema.parse({ media: given, ...over });
const fit = (dataset: Dataset, over: object = {}) =>
  elasticNet.fit(dataset, settings({ ...quick, ...over }), request) as Estimate;

function okFit(dataset: Dataset, over: object = {}) {
  const estimate = checkEstimate(fit(dataset, over), request, dataset.outcome.values.length);
  if (estimate.status !== 'ok') throw new Error(JSON.stringify(estimate));
  return estimate;
}
const fixed = (penalty: number, over: object = {}) => ({ penalties: undefined, penalty, l1_ratio: 0.5, ...over });

test('a vanishing penalty gives least squares, national and by geo', () => {
  for (const geos of [1, 3]) {
    const { dataset } = testDataset({ tv: 2, radio: 5 }, { geos, noise: 1 });
    const least = ols.fit(dataset, ols.settingsSchema.parse({ media: given }), request) as Extract<
      Estimate,
      { status: 'ok' }
    >;
    const { effects, parameters, fitted } = okFit(dataset, fixed(1e-9));
    for (const e of [0, 1, 2]) expect(effects[e]!.point / least.effects[e]!.point).toBeCloseTo(1, 6);
    expect(effects[3]).toBeNull();
    parameters.forEach(({ name, value }, i) => {
      expect(name).toBe(least.parameters[i]!.name);
      expect(value / least.parameters[i]!.value).toBeCloseTo(1, 5);
    });
    expect(fitted[7]).toBeCloseTo(least.fitted[7]!, 5);
  }
});

test('a large penalty leaves the intercept, and only that', () => {
  const { dataset } = testDataset({ tv: 2, radio: 5 }, { noise: 1 });
  const { effects, diagnostics, fitted } = okFit(dataset, fixed(100));
  expect(effects[0]).toMatchObject({ point: 0, se: 0 });
  expect(effects[0]!.intervals.map(({ lower, upper }) => [lower, upper])).toEqual([
    [0, 0],
    [0, 0],
  ]);
  expect(diagnostics).toMatchObject({ n_zero: 3, n_zero_channels: 2, df_effective: 1, penalty: 100 });
  expect(Math.abs(diagnostics.r2!)).toBeLessThan(1e-12);
  expect(fitted[3]).toBeCloseTo(dataset.outcome.values.reduce((sum, y) => sum + y, 0) / 40, 10);
});

test('with hardly any noise cross-validation goes to the small end and finds the truth', () => {
  const { dataset, lost, spend } = testDataset({ tv: 2, radio: 5 }, { noise: 1e-3 });
  const { effects, diagnostics } = okFit(dataset);
  expect(effects[0]!.point / (lost('tv', 4, 30, 3, 0) / spend('tv', 4, 30))).toBeCloseTo(1, 2);
  expect(diagnostics.cv_at_edge).toBe(1);
  expect(diagnostics.gap).toBeLessThanOrEqual(1e-10);
});

test('units of outcome and spend do not matter, whatever the mixing', () => {
  const { dataset } = testDataset({ tv: 9, radio: 5 }, { noise: 0.5 });
  const linear = { adstock: testCurves.adstock, saturation: { curve: 'none', parameters: [] } };
  fc.assert(
    fc.property(
      fc.double({ min: 0.01, max: 100, noNaN: true }),
      fc.double({ min: 0.01, max: 100, noNaN: true }),
      fc.integer({ min: -50, max: 50 }),
      fc.constantFrom(0, 0.5, 1),
      (money, unit, shift, l1_ratio) => {
        const over = { l1_ratio, media: { given: { tv: linear, radio: linear } } };
        const before = okFit(dataset, over);
        const outcome = { name: 'sales', values: dataset.outcome.values.map((y) => money * y + shift) };
        const channels = dataset.channels.map(({ name, spend: { history, window, future } }) => ({
          name,
          spend: {
            history: history.map((x) => x * unit),
            window: window.map((x) => x * unit),
            future: future.map((x) => x * unit),
          },
        }));
        const after = okFit({ ...dataset, outcome, channels }, over);
        expect(after.diagnostics.penalty! / before.diagnostics.penalty!).toBeCloseTo(1, 6);
        for (const part of ['point', 'se'] as const) {
          expect((after.effects[0]![part]! * unit) / money / before.effects[0]![part]!).toBeCloseTo(1, 4);
        }
      },
    ),
    { numRuns: 20 },
  );
});

test('more columns than rows is no obstacle', () => {
  const { dataset } = testDataset({ tv: 2, radio: 20 }, { noise: 0.2, periods: 24 });
  const controls = Array.from({ length: 30 }, (_, c) => {
    const stream = openStream(['elasticNet.test', c]);
    return { name: `control ${c}`, values: Float64Array.from({ length: 24 }, () => stream.normal()) };
  });
  const wide = { ...dataset, controls };
  const { effects, diagnostics } = elasticNet.fit(
    wide,
    settings(quick),
    testRequest('radio', ['roas.total'], [0, 23], 3),
  ) as Extract<Estimate, { status: 'ok' }>;
  expect(effects[0]!.point).toBeGreaterThan(0);
  expect(diagnostics.n_zero).toBeGreaterThan(5);
});

test('non_negative holds for channels in the fit and in every sample, and leaves controls alone', () => {
  const { dataset } = testDataset({ tv: -2, radio: 5 }, { noise: 1 });
  const outcome = {
    name: 'sales',
    values: dataset.outcome.values.map((y, t) => y - 3 * dataset.controls[0]!.values[t]!),
  };
  const free = okFit({ ...dataset, outcome }, fixed(0.01));
  expect(free.effects[0]!.point).toBeLessThan(0);
  const signed = okFit({ ...dataset, outcome }, fixed(0.01, { non_negative: true }));
  expect(signed.effects[0]!.point).toBe(0);
  expect(signed.effects[0]!.draws!.every((draw) => draw >= 0)).toBe(true);
  expect(signed.parameters.find(({ name }) => name === 'price')!.value).toBeLessThan(-1);
});

test('penalize: channels leaves controls, trend and seasonality as least squares has them', () => {
  const { dataset } = testDataset({ tv: 2, radio: 5 }, { noise: 1 });
  const over = fixed(100, { trend: true, seasonality: { every: 13, pairs: 1 }, penalize: 'channels' });
  const { parameters, diagnostics } = okFit(dataset, over);
  const without = { channels: [], trend: true, seasonality: { every: 13, pairs: 1 } };
  const least = ols.fit(dataset, ols.settingsSchema.parse(without), request) as Extract<Estimate, { status: 'ok' }>;
  least.parameters.forEach(({ name, value }, i) => {
    expect(parameters[i]!.name).toBe(name);
    expect(parameters[i]!.value).toBeCloseTo(value, 8);
  });
  expect(diagnostics).toMatchObject({ df_effective: 5, n_zero: 2 });
});

test('a bootstrap is its stream: same key, same draws; another key, others; points do not move', () => {
  const { dataset } = testDataset({ tv: 2, radio: 5 }, { noise: 1 });
  const other = { ...request, stream: (role: string) => openStream(['another', role]) };
  for (const select of ['once', 'inside']) {
    const over = { ...quick, intervals: { bootstrap: 20, select } };
    const [a, b] = [okFit(dataset, over), okFit(dataset, over)];
    const c = elasticNet.fit(dataset, settings(over), other) as typeof a;
    expect(b).toEqual(a);
    expect(c.effects[0]!.point).toBe(a.effects[0]!.point);
    expect(c.effects[0]!.draws).not.toEqual(a.effects[0]!.draws);
    expect(a.effects[0]!.draws).toHaveLength(20);
  }
});

test('selection inside the samples: another spread around the same point, and the penalties that were chosen', () => {
  const { dataset } = testDataset({ tv: 0.5, radio: 1 }, { noise: 3 });
  const [once, inside] = ['once', 'inside'].map((select) => okFit(dataset, { intervals: { bootstrap: 50, select } }));
  expect(inside!.effects[0]!.point).toBe(once!.effects[0]!.point);
  expect(inside!.effects[0]!.draws).not.toEqual(once!.effects[0]!.draws);
  const median = inside!.diagnostics.bootstrap_penalty_median!;
  expect(median).toBeGreaterThan(0);
  expect(median).not.toBe(inside!.diagnostics.penalty);
  expect(once!.diagnostics.bootstrap_penalty_median).toBeUndefined();
  // a choice among one penalty is none: then both draw the same
  const [a, b] = ['once', 'inside'].map((select) =>
    okFit(dataset, { l1_ratio: 0.5, penalties: [0.1], intervals: { bootstrap: 20, select } }),
  );
  expect(b!.effects[0]!.draws).toEqual(a!.effects[0]!.draws);
});

test('a vanishing penalty and blocks of one: the classical standard error', () => {
  // 4.5 standard errors of a standard deviation from 2,000 replicates are 7 %
  const { dataset } = testDataset({ tv: 2, radio: 5 }, { noise: 1 });
  const classical = ols.fit(dataset, ols.settingsSchema.parse({ media: given }), request) as Extract<
    Estimate,
    { status: 'ok' }
  >;
  const { effects } = okFit(dataset, fixed(1e-9, { intervals: { bootstrap: 2000, block: 1 } }));
  expect(Math.abs(effects[0]!.se! / classical.effects[0]!.se! - 1)).toBeLessThan(0.07);
});

test('out of sweeps: not converged, with the answers kept', () => {
  const { dataset } = testDataset({ tv: 2, radio: 5 }, { noise: 1 });
  const estimate = checkEstimate(fit(dataset, { max_sweeps: 1 }), request, 40);
  expect(estimate).toMatchObject({
    status: 'nonconverged',
    reason: expect.stringMatching(/^\d+ of 321 fits ended at 1 sweeps/),
  });
});

const changed = (dataset: Dataset, window: (t: number) => number): Dataset => {
  const { digest: _, ...parts } = dataset;
  const channels = dataset.channels.map((c, i) =>
    i === 0 ? { ...c, spend: { ...c.spend, window: c.spend.window.map((_x, t) => window(t)) } } : c,
  );
  return buildDataset({ ...parts, channels });
};

test('what cannot be answered is refused with a reason, in one line', () => {
  const { dataset } = testDataset({ tv: 2, radio: 5 }, { noise: 1 });
  const refusal = (data: Dataset, over: object = {}) => {
    const estimate = fit(data, over);
    if (estimate.status !== 'refused') throw new Error(estimate.status);
    return [estimate.reason, estimate.detail];
  };
  expect(refusal(changed(dataset, () => 0))).toEqual(['all-zero-channel', 'no spend in the window: tv']);
  expect(refusal(changed(dataset, () => 7))[0]).toBe('constant-channel');
  expect(refusal(dataset, { cross_validation: { folds: 40 } })).toEqual([
    'too-few-periods',
    '40 expanding folds in 40 periods: each needs a period to predict, the first also one before it',
  ]);
  const seasonal = { penalize: 'channels', seasonality: { every: 13, pairs: 5 } };
  expect(refusal(dataset, seasonal)).toEqual([
    'too-few-periods',
    '5 expanding folds in 40 periods: the first is fitted on 10 rows, with 12 unpenalized columns',
  ]);
  expect(refusal(dataset, { intervals: { bootstrap: 20, block: 41 } })[0]).toBe('too-few-periods');
  const still = { ...dataset, outcome: { name: 'sales', values: new Float64Array(40).fill(3) } };
  expect(refusal(still)[0]).toBe('unsupported');
  const twin = { ...dataset, controls: [...dataset.controls, { ...dataset.controls[0]!, name: 'twin' }] };
  expect(refusal(twin, { penalize: 'channels' })).toEqual([
    'rank-deficient',
    'unpenalized, and a combination of other unpenalized columns: twin',
  ]);
  // penalized, they share the effect
  expect(okFit(twin).status).toBe('ok');
});

test('settings are strict, and reading them twice changes nothing', () => {
  const once = settings({
    cross_validation: { folds: 5, scheme: 'expanding' },
    intervals: { bootstrap: 200, select: 'once' },
  });
  expect(elasticNet.settingsSchema.parse(once)).toEqual(once);
  expect(elasticNet.settingsSchema.parse({}).intervals).toEqual({ bootstrap: 200, select: 'once' });
  const wrong: readonly (readonly [object, string])[] = [
    [{ lambda: 1 }, 'lambda'],
    [{ l1_ratio: 1.1 }, 'l1_ratio'],
    [{ penalty: 0 }, 'penalty'],
    [{ penalty: 1 }, 'a fixed `penalty` needs one number'],
    [{ penalty: 1, l1_ratio: 1, cross_validation: {} }, 'cross_validation'],
    [{ penalty: 1, l1_ratio: 1, penalties: [1] }, 'penalties'],
    [{ penalty: 1, l1_ratio: 1, intervals: { select: 'inside' } }, 'select'],
    [{ cross_validation: { scheme: 'random' } }, 'scheme'],
    [{ intervals: { bootstrap: 5 } }, 'bootstrap'],
  ];
  for (const [over, said] of wrong) {
    const result = elasticNet.settingsSchema.safeParse(over);
    expect(JSON.stringify(result.error?.issues)).toContain(said);
  }
});
