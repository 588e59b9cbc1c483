import { expect, test } from 'vitest';
import { openStream } from '../../core/random/stream.ts';
import { buildDataset } from '../../dataset/build.ts';
import type { Dataset } from '../../dataset/types.ts';
import { twoStageLeastSquares as solve } from '../../inference/leastSquares/twoStage.ts';
import type { Estimate } from '../contract.ts';
import { checkEstimate } from '../contractCheck.ts';
import { transformMedia } from '../media.ts';
import { ols } from '../ols/ols.ts';
import { testCurves, testDataset, testRequest } from '../testData.ts';
import { twoStageLeastSquares } from './twoStageLeastSquares.ts';

const kinds = ['roas.total', 'contribution', 'mroas.total', 'roas.mediated'] as const;
const window = [4, 30] as const;
const request = testRequest('tv', kinds, window, 3);
const linear = {
  adstock: { curve: 'geometric', parameters: [0.5], maxLag: 4, normalize: true },
  saturation: { curve: 'none', parameters: [] },
  order: 'adstock-first',
} as const;
const none = { ...linear, adstock: { curve: 'none', parameters: [], maxLag: 1, normalize: false } };

function okFit(dataset: Dataset, over: object, asked = request) {
  const settings = twoStageLeastSquares.settingsSchema.parse(over);
  const fitted = twoStageLeastSquares.fit(dataset, settings, asked) as Estimate;
  const estimate = checkEstimate(fitted, asked, dataset.outcome.values.length);
  if (estimate.status !== 'ok') throw new Error(JSON.stringify(estimate));
  return estimate;
}

/** tv = 50 + 4·cost + 3·offers + 6·demand + noise and sales = 20 + 2·A(tv) + 1.5·radio + 8·demand + 3·price + noise, with demand
 *  not among the data. */
function confounded(periods: number) {
  const history = 3;
  const length = history + periods;
  const stream = openStream(['estimate.twoStageLeastSquares']);
  const normal = (sd: number) => Float64Array.from({ length }, () => sd * stream.normal());
  const [cost, offers, demand, own, price, noise] = [4, 3, 1, 2, 1, 2].map((sd) => normal(sd));
  const radio = normal(3).map((x) => 20 + x);
  const tv = demand!.map((d, t) => 50 + cost![t]! + offers![t]! + 6 * d + own![t]!);
  const heard = transformMedia(tv, linear);
  const sales = heard.map((a, t) => 20 + 2 * a + 1.5 * radio[t]! + 8 * demand![t]! + 3 * price![t]! + noise![t]!);
  const cut = (series: Float64Array) => series.slice(history);
  const channel = (name: string, path: Float64Array) => ({
    name,
    spend: { history: path.slice(0, history), window: cut(path), future: new Float64Array(0) },
  });
  return buildDataset({
    name: 'shocks',
    period: 'week',
    geos: ['nation'],
    population: Float64Array.of(1),
    periods,
    history,
    future: 0,
    dates: null,
    firstPeriod: 0,
    channels: [channel('tv', tv), channel('radio', radio)],
    controls: [
      { name: 'cost', values: cut(cost!) },
      { name: 'offers', values: cut(offers!) },
      { name: 'price', values: cut(price!) },
    ],
    outcome: { name: 'sales', values: cut(sales) },
    carryoverStart: 'history',
  });
}
const given = { media: { given: { tv: linear, radio: none } } };
const both = { instruments: { tv: ['cost', 'offers'] }, ...given };

test('without noise the truth comes back, by any instrument, national and by geo', () => {
  for (const geos of [1, 3]) {
    const { dataset, lost, spend } = testDataset({ tv: 2, radio: 5 }, { geos });
    const stream = openStream(['estimate.twoStageLeastSquares', 'instrument', geos]);
    const tv = dataset.channels[0]!.spend.window;
    const z = { name: 'z', values: tv.map((x) => x + stream.normal()) };
    const shaken = { ...dataset, controls: [...dataset.controls, z] };
    const media = { given: { tv: testCurves, radio: testCurves } };
    const { effects, fitted } = okFit(shaken, { instruments: { tv: ['z'] }, media });
    expect(effects[0]!.point).toBeCloseTo(lost('tv', 4, 30, 3, 0) / spend('tv', 4, 30), 8);
    expect(effects[1]!.point).toBeCloseTo(lost('tv', 4, 30, 3, 0), 7);
    expect(effects[2]!.point).toBeCloseTo(-lost('tv', 4, 30, 3, 1.01) / (0.01 * spend('tv', 4, 30)), 5);
    expect(effects[3]).toBeNull();
    expect(fitted[7]).toBeCloseTo(dataset.outcome.values[7]!, 7);
  }
});

test('in a long confounded series the instruments find the effect and least squares does not', () => {
  const dataset = confounded(3000);
  const long = testRequest('tv', ['roas.total'], [0, 2990], 3);
  const [shocked] = okFit(dataset, both, long).effects;
  expect(Math.abs(shocked!.point - 2) / shocked!.se!).toBeLessThan(4);
  expect(shocked!.se!).toBeLessThan(0.06);
  const regressed = ols.fit(dataset, ols.settingsSchema.parse({ ...given, controls: ['price'] }), long) as Estimate;
  if (regressed.status !== 'ok') throw new Error(regressed.status);
  expect(regressed.effects[0]!.point - 2).toBeGreaterThan(10 * regressed.effects[0]!.se!);
});

test('the columns are those of the two-stage algebra: instruments carried as the channel is, never in the equation', () => {
  const dataset = confounded(60);
  const { parameters } = okFit(dataset, both);
  const names = ['intercept', 'price', 'tv', 'radio'];
  expect(parameters.slice(0, 4).map(({ name }) => name)).toEqual(names);
  const [tv, radio] = dataset.channels.map(({ spend }) => Float64Array.from([...spend.history, ...spend.window]));
  const column = (path: Float64Array, curves: typeof linear | typeof none) => transformMedia(path, curves).slice(3);
  // what came before the window counts as the first value; weights of .5 over four lags, by hand
  const carry = (z: Float64Array) =>
    z.map((_, t) => {
      const at = (lag: number) => z[Math.max(0, t - lag)]!;
      return (8 * at(0) + 4 * at(1) + 2 * at(2) + at(3)) / 15;
    });
  const [cost, offers, price] = dataset.controls.map(({ values }) => values);
  const x = [new Float64Array(60).fill(1), price!, column(tv!, linear), column(radio!, none)];
  const join = (columns: readonly Float64Array[]) => Float64Array.from(columns.flatMap((one) => [...one]));
  const fit = solve(join(x), dataset.outcome.values, [2], join([carry(cost!), carry(offers!)]));
  if (fit.status !== 'ok') throw new Error(fit.status);
  fit.structural.coefficients.forEach((b, j) => {
    expect(parameters[j]!.value / b).toBeCloseTo(1, 9);
  });
  const raw = solve(join(x), dataset.outcome.values, [2], join([cost!, offers!]));
  if (raw.status !== 'ok') throw new Error(raw.status);
  const asIs = okFit(dataset, { ...both, instruments_as: 'raw' });
  expect(asIs.parameters[2]!.value / raw.structural.coefficients[2]!).toBeCloseTo(1, 9);
});

test('diagnostics: strength by channel, Cragg–Donald, Sargan where there is one to spare, Wu–Hausman', () => {
  const dataset = confounded(200);
  const { diagnostics } = okFit(dataset, both);
  expect(Object.keys(diagnostics)).toEqual(
    ['df', 'sigma', 'durbin_watson', 'first_stage_f.tv', 'effective_f.tv', 'cragg_donald'].concat([
      ...['sargan', 'sargan_p', 'wu_hausman', 'wu_hausman_p'],
    ]),
  );
  expect(diagnostics.cragg_donald).toBeCloseTo(diagnostics['first_stage_f.tv']!, 8);
  expect(diagnostics['first_stage_f.tv']).toBeGreaterThan(20);
  expect(diagnostics.wu_hausman_p).toBeLessThan(0.001);
  const single = okFit(dataset, { ...both, instruments: { tv: ['cost'] }, intervals: 'newey-west', lag: 2 });
  expect(single.diagnostics).not.toHaveProperty('sargan');
  expect(single.diagnostics.newey_west_lag).toBe(2);
});

test('response curves are those of the coefficient', () => {
  const dataset = confounded(60);
  const curves = { window, tails: { tv: 3 }, scales: [0, 1, 2], draws: 5 };
  const { curves: found, effects } = okFit(dataset, both, { ...request, curves });
  expect(found!.map(({ channel }) => channel)).toEqual(['tv', 'radio']);
  expect(found![0]!.contribution[1]).toBeCloseTo(effects[1]!.point, 9);
  expect(found![0]!.contribution[2]).toBeCloseTo(2 * effects[1]!.point, 9);
});

test('it conditions on all but its instruments, and says which way it finds the effect', () => {
  const settings = twoStageLeastSquares.settingsSchema.parse(both);
  expect(twoStageLeastSquares.conditionsOn(settings, confounded(60))).toEqual({
    variables: ['tv', 'radio', 'price'],
    models: [],
    ways: { tv: { by: 'instrument', instruments: ['cost', 'offers'] } },
  });
});

test('too few instruments, or twice the same, are refused by name', () => {
  const dataset = confounded(60);
  const attempt = (over: object, data: Dataset = dataset) =>
    twoStageLeastSquares.fit(data, twoStageLeastSquares.settingsSchema.parse({ ...given, ...over }), request);
  // one shock for both channels is one column where they carry over alike
  const same = { media: { given: { tv: linear, radio: linear } } };
  expect(attempt({ ...same, instruments: { tv: ['cost'], radio: ['cost'] } })).toMatchObject({
    status: 'refused',
    reason: 'rank-deficient',
    detail: 'second stage: foretold radio is a combination of intercept, offers, price, foretold tv',
  });
  const doubled = { name: 'double', values: dataset.controls[0]!.values.map((v) => 1 + 2 * v) };
  const data = { ...dataset, controls: [...dataset.controls, doubled] };
  expect(attempt({ instruments: { tv: ['cost', 'double'] } }, data)).toMatchObject({
    status: 'refused',
    detail: expect.stringContaining('first stage: double for tv is a combination of'),
  });
});

test.each([
  [{ instruments: { tvv: ['cost'] } }, 'instruments.tvv: "tvv" is no channel of the equation; allowed: tv, radio'],
  [
    { instruments: { tv: ['costs'] } },
    'instruments.tv[0]: "costs" is no control of the data; allowed: cost, offers, price',
  ],
  [
    { instruments: { tv: ['cost'] }, controls: ['cost', 'price'] },
    'controls: received cost, an instrument; allowed are controls that are none',
  ],
])('bad input %j gets one clear line', (over, message) => {
  const settings = twoStageLeastSquares.settingsSchema.parse({ ...given, ...over });
  expect(() => twoStageLeastSquares.fit(confounded(60), settings, request)).toThrow(message);
});

test('settings without an instrument are no settings', () => {
  for (const over of [{}, { instruments: {} }, { instruments: { tv: [] } }, { ...both, lag: 2 }]) {
    expect(twoStageLeastSquares.settingsSchema.safeParse(over).success).toBe(false);
  }
});
