import { expect, test } from 'vitest';
import type { Estimand, EstimandKind } from '../../dataset/estimand.ts';
import type { Dataset } from '../../dataset/types.ts';
import { leastSquares } from '../../inference/leastSquares/fit.ts';
import { neweyWestCovariance } from '../../inference/leastSquares/neweyWest.ts';
import type { Estimate, FitRequest } from '../contract.ts';
import { checkEstimate } from '../contractCheck.ts';
import { testRequest } from '../testData.ts';
import { carried, doorData, memory, plain } from './door.fixture.ts';
import { frontDoor } from './frontDoor.ts';

const window = [10, 60] as const;
const curvesOf = (arrow: typeof plain) => ({
  mediator_media: { given: { 'tv->visits': arrow, 'radio->visits': arrow } },
  media: { given: { radio: plain } },
});
const settings = (over: object = {}) =>
  frontDoor.settingsSchema.parse({ channel: 'tv', mediator: 'visits', ...curvesOf(plain), ...over });
const kinds: readonly EstimandKind[] = [
  'roas.total',
  'mroas.total',
  'contribution',
  'roas.mediated',
  'roas.direct',
  'roas.net',
  'roas.attributed',
];

function okFit(dataset: Dataset, over: object = {}, request: FitRequest = testRequest('tv', kinds, window, 4)) {
  const fitted = frontDoor.fit(dataset, settings(over), request) as Estimate;
  const estimate = checkEstimate(fitted, request, dataset.outcome.values.length);
  if (estimate.status !== 'ok') throw new Error(JSON.stringify(estimate));
  return estimate;
}
const points = ({ effects }: { readonly effects: readonly ({ readonly point: number } | null)[] }) =>
  effects.map((effect) => effect?.point ?? null);

test.each([
  ['at once', { arrow: plain }],
  ['with carryover', { arrow: carried }],
  ['with carryover and a memory of visits', { arrow: carried, visitsMemory: memory }],
  ['in regions, per head', { arrow: carried, geos: 3, heads: 10 }],
])('%s: exact equations give the replayed truth, and not what is hidden behind tv', (_, options) => {
  const { dataset, lost } = doorData(options);
  const over = { ...curvesOf(options.arrow), ...('visitsMemory' in options ? { mediator_adstock: yamlMemory } : {}) };
  const tv = lost('tv', window, 4);
  const more = lost('tv', window, 4, 1.01);
  const total = tv.through / tv.spend;
  const [roas, marginal, contribution, mediated, direct, net, attributed] = points(okFit(dataset, over));
  expect(roas).toBeCloseTo(total, 8);
  expect(marginal).toBeCloseTo(-more.through / (0.01 * tv.spend), 6);
  expect(contribution! / tv.through).toBeCloseTo(1, 9);
  expect(mediated).toBe(roas);
  // 0 by assumption is no answer of the data
  expect([direct, net, attributed]).toEqual([null, null, null]);
});
const yamlMemory = { geometric: { alpha: 0.6, max_lag: 3 } };

test('another channel has its own part and what it does by way of visits', () => {
  const { dataset, lost } = doorData({ arrow: carried });
  const { through, own, spend } = lost('radio', window, 4);
  const request = testRequest('radio', kinds, window, 4);
  const [total, , , mediated, direct] = points(okFit(dataset, curvesOf(carried), request));
  expect(total).toBeCloseTo((through + own) / spend, 8);
  expect(mediated).toBeCloseTo(through / spend, 8);
  expect(direct).toBeCloseTo(own / spend, 8);
  const alone = okFit(dataset, { ...curvesOf(carried), upper: [] }, request);
  expect(alone.effects[3]).toBeNull();
});

test('a direct effect that lets visits go is the total one', () => {
  const { dataset } = doorData();
  const at = { channel: 'tv', window, tail: 4 };
  const estimands: readonly Estimand[] = [
    { ...at, kind: 'roas.total' },
    { ...at, kind: 'roas.direct', held: [] },
  ];
  const [total, direct] = points(okFit(dataset, {}, { ...testRequest('tv', [], window, 4), estimands }));
  expect(direct).toBe(total);
});

// Sobel (1982): Var(ab) ≈ b²Var a + a²Var b, the errors of both equations taken from regressions written out here
test.each(['classical', 'newey-west'] as const)(
  '%s errors are those of the product of both coefficients',
  (intervals) => {
    const { dataset } = doorData({ noise: 4 });
    const { effects } = okFit(dataset, { intervals });
    const [visits, sales] = [dataset.controls[1]!.values, dataset.outcome.values];
    const [tv, radio] = dataset.channels.map(({ spend }) => spend.window);
    const one = new Float64Array(80).fill(1);
    const price = dataset.controls[0]!.values;
    const part = (columns: readonly (Float64Array | undefined)[], y: Float64Array, j: number) => {
      const fit = leastSquares(Float64Array.from(columns.flatMap((column) => [...column!])), y, columns.length);
      if (fit.status !== 'ok') throw new Error(fit.status);
      const variance =
        intervals === 'classical'
          ? (fit.rss / fit.df) * squared(fit.inverseR, fit.k, j)
          : neweyWestCovariance(fit, 3)[j + j * fit.k]!;
      return { value: fit.coefficients[j]!, variance };
    };
    const a = part([one, price, tv, radio], visits, 2);
    const b = part([one, price, visits, tv, radio], sales, 2);
    // spend acts at once: a dollar is a dollar
    expect(effects[0]!.point).toBeCloseTo(a.value * b.value, 9);
    const se = Math.sqrt(b.value ** 2 * a.variance + a.value ** 2 * b.variance);
    expect(effects[0]!.se! / se).toBeCloseTo(1, 5);
  },
);
function squared(inverseR: Float64Array, k: number, j: number): number {
  let total = 0;
  for (let l = j; l < k; l++) total += inverseR[j + l * k]! ** 2;
  return total;
}

test('the bootstrap gives draws of the product, about as wide', () => {
  const { dataset } = doorData({ noise: 4 });
  const boot = okFit(dataset, { intervals: { bootstrap: 400, block: 1 } }).effects[0]!;
  const classical = okFit(dataset).effects[0]!;
  expect(boot.draws).toHaveLength(400);
  expect(boot.point).toBe(classical.point);
  // a standard deviation from 400 draws has an error of 3.5 %; four of them
  expect(Math.abs(boot.se! / classical.se! - 1)).toBeLessThan(0.14);
});

test('response curves end at the contribution and begin at 0, of the total effect', () => {
  const { dataset, lost } = doorData({ arrow: carried });
  const curves = { window, tails: { tv: 4, radio: 2 }, scales: [0, 0.5, 1, 2], draws: 10 };
  const request = { ...testRequest('tv', ['contribution'], window, 4), curves };
  const estimate = okFit(dataset, curvesOf(carried), request);
  expect(estimate.curves!.map(({ channel }) => channel)).toEqual(['tv', 'radio']);
  for (const { channel, contribution } of estimate.curves!) {
    for (const [s, scale] of curves.scales.entries()) {
      const at = (x: number) => {
        const { through, own } = lost(channel as 'tv', window, channel === 'tv' ? 4 : 2, x);
        return through + own;
      };
      expect(contribution[s]).toBeCloseTo(at(0) - at(scale), 6);
    }
  }
  const boot = okFit(dataset, { ...curvesOf(carried), intervals: { bootstrap: 40 } }, request);
  expect(boot.curves![0]!.draws).toHaveLength(10);
  expect(boot.curves![0]!.draws![2]![2]).toBeCloseTo(boot.effects[0]!.draws![8]!, 8);
});

test('it says what it conditions on, and by which way it finds the effect', () => {
  const { dataset } = doorData();
  expect(frontDoor.conditionsOn(settings(), dataset)).toEqual({
    variables: ['tv', 'radio', 'price', 'visits'],
    models: ['visits'],
    ways: { tv: { by: 'front-door', mediator: 'visits', beside: ['radio'] } },
  });
  const { variables, ways } = frontDoor.conditionsOn(settings({ controls: 'none', upper: [] }), dataset);
  expect(variables).toEqual(['tv', 'radio', 'visits']);
  expect(ways).toEqual({ tv: { by: 'front-door', mediator: 'visits', beside: [] } });
});

test('a mediator that is nothing but its causes is refused', () => {
  const { dataset } = doorData();
  const [tv] = dataset.channels;
  const visits = { name: 'visits', values: tv!.spend.window.map((x) => 3 + 2 * x) };
  const estimate = frontDoor.fit({ ...dataset, controls: [visits] }, settings(), testRequest('tv', kinds, window, 4));
  expect(estimate).toMatchObject({ status: 'refused', reason: 'rank-deficient' });
});

test.each([
  [{ channel: 'tvv' }, 'channel: "tvv" is no channel of the equation; allowed: tv, radio'],
  [{ mediator: 'visit' }, 'mediator: "visit" is no control of the data; allowed: price, visits'],
  [{ mediator: 'radio' }, 'mediator: "radio" is a channel, which two-stage-mediation is for'],
  [{ upper: ['ratio'] }, 'upper[0]: "ratio" is no channel of the equation; allowed: tv, radio'],
  [{ mediator_media: { given: {} } }, 'mediator_media.given: no curves for "tv->visits"'],
])('bad input %j gets one clear line', (over, message) => {
  const { dataset } = doorData();
  expect(() => frontDoor.fit(dataset, settings(over), testRequest('tv', kinds, window, 4))).toThrow(message);
});
