import { expect, test } from 'vitest';
import { openStream } from '../core/random/stream.ts';
import { datasetProblems } from '../dataset/check.ts';
import { compileWorld, simulate } from './simulate.ts';
import { geometric, hill, node, spend, term, world } from './worlds.fixture.ts';

const hidden = world(
  [
    node('demand', 'process', { latent: true, base: [{ kind: 'ar1', phi: 0.6, sd: 0.3 }] }),
    node('price', 'process', { base: [{ kind: 'normal', sd: 1 }], units: 'EUR' }),
    spend('tv', 40, { units: 'EUR' }),
    spend('search', 60, { terms: [term('demand', 30), term('tv', 0.3, geometric(0.5, 3))] }),
    node('visits', 'mediator', { terms: [term('search', 2)] }),
    node('y', 'outcome', {
      base: [{ kind: 'level', value: 500 }],
      noise: [{ kind: 'student-t', df: 5, sd: 4 }],
      terms: [term('tv', 100, { ...geometric(0.4, 8), ...hill(40, 1) }), term('visits', 2), term('demand', 90)],
    }),
  ],
  { firstPeriod: 3 },
);
const draw = { seed: 1, replicate: 0, requests: [{ kind: 'roas.total' }] } as const;

test('the dataset: channels with history and future, controls, outcome, nothing latent', () => {
  const { dataset } = simulate(compileWorld(hidden), { ...draw, periods: 20 });
  expect(datasetProblems(dataset)).toEqual([]);
  expect(dataset.channels.map(({ name, units }) => [name, units])).toEqual([
    ['tv', 'EUR'],
    ['search', undefined],
  ]);
  expect(dataset.controls.map(({ name }) => name)).toEqual(['price', 'visits']);
  expect(dataset.outcome.name).toBe('y');
  // the longest adstock of a channel has 8 lags, and so has the longest path
  expect([dataset.history, dataset.periods, dataset.future]).toEqual([8, 20, 7]);
  expect([dataset.firstPeriod, dataset.carryoverStart, dataset.geos]).toEqual([3, 'history', ['national']]);
  expect(JSON.stringify(dataset)).not.toContain('demand');
});

test('the future covers the longest tail asked for, and minFuture', () => {
  const future = (minFuture: number, tail?: number) =>
    simulate(compileWorld({ ...hidden, minFuture }), {
      ...draw,
      periods: 20,
      requests: [{ kind: 'roas.total', ...(tail === undefined ? {} : { tail }) }],
    }).dataset.future;
  expect([future(0), future(13), future(13, 30), future(0, 0)]).toEqual([7, 13, 30, 7]);
});

test('sample sizes are prefixes of one series', () => {
  const model = compileWorld(hidden);
  const [short, long] = [52, 104].map((periods) => simulate(model, { ...draw, periods }).dataset);
  expect(short!.outcome.values).toEqual(long!.outcome.values.subarray(0, 52));
  short!.channels.forEach(({ spend: series }, c) => {
    const longer = long!.channels[c]!.spend;
    expect(series.history).toEqual(longer.history);
    expect(series.window).toEqual(longer.window.subarray(0, 52));
    expect(series.future).toEqual(longer.window.subarray(52, 59));
  });
});

test('same key, same bits; another replicate or seed, other bits; what is asked does not move the data', () => {
  const model = compileWorld(hidden);
  const digest = (given: object) => simulate(model, { ...draw, periods: 30, ...given }).dataset.digest;
  expect(digest({})).toBe(simulate(compileWorld(hidden), { ...draw, periods: 30 }).dataset.digest);
  expect(digest({ requests: [{ kind: 'roas.direct' }, { kind: 'contribution' }] })).toBe(digest({}));
  expect(new Set([digest({}), digest({ replicate: 1 }), digest({ seed: 2 }), digest({ seed: '1' })]).size).toBe(4);
});

test('streams are keyed by seed, replicate, node and role: no scenario, so worlds share their noise', () => {
  const noise = (changed: object) =>
    simulate(compileWorld({ ...hidden, ...changed }), { ...draw, periods: 5 }).dataset.controls.find(
      ({ name }) => name === 'price',
    )!.values;
  expect(noise({ name: 'another', nodes: [...hidden.nodes].reverse() })).toEqual(noise({}));
  const stream = openStream([draw.seed, draw.replicate, 'price', 'base/0/normal']);
  const drawn = Array.from({ length: 20 + 8 + 5 }, () => stream.normal());
  expect([...noise({})]).toEqual(drawn.slice(28));
  // another kind of component beside it moves nothing
  const trended = hidden.nodes.map((each) =>
    each.name === 'price' ? { ...each, base: [{ kind: 'level', value: 0 } as const, ...each.base] } : each,
  );
  expect(noise({ nodes: trended })).toEqual(noise({}));
});

test('a rescaled node runs over its range, whatever tails are asked for', () => {
  const media = spend('tv', 0, { base: [{ kind: 'normal', sd: 1 }], scale: [], rescale: [2, 10] });
  const scaled = world([media, node('y', 'outcome', { terms: [term('tv', 1)] })], { nested: false, minFuture: 5 });
  const series = (tail: number) =>
    simulate(compileWorld(scaled), { ...draw, periods: 200, requests: [{ kind: 'roas.total', tail }] }).dataset
      .channels[0]!.spend;
  expect(series(40).window).toEqual(series(0).window);
  const all = [...series(0).window, ...series(0).history, ...series(0).future];
  // burn-in belongs to the range as well, so the ends may lie there: never outside
  expect(Math.min(...all)).toBeGreaterThanOrEqual(2);
  expect(Math.max(...all)).toBeLessThanOrEqual(10);
  expect(Math.max(...all) - Math.min(...all)).toBeGreaterThan(5);
});

test('response curves: the direct contribution at 1, nothing at 0, flattening on a saturating curve', () => {
  const model = compileWorld(hidden);
  const requests = [{ kind: 'contribution.direct' }] as const;
  const { truth } = simulate(model, { ...draw, periods: 20, requests, curves: [0, 0.5, 1, 2] });
  truth.curves.forEach(({ channel, contribution }, c) => {
    expect(channel).toBe(truth.effects[c]!.estimand.channel);
    expect(contribution[0]).toBe(0);
    expect(contribution[2]).toBeCloseTo(truth.effects[c]!.value!, 9);
  });
  const [, half, one, two] = truth.curves[0]!.contribution;
  expect(one! - half!).toBeLessThan(half!);
  expect(two! - one!).toBeLessThan(2 * (one! - half!));
});

test('generating parameters by dotted path', () => {
  const { parameters } = simulate(compileWorld(hidden), { ...draw, periods: 5 }).truth;
  expect(parameters).toMatchObject({
    'y.tv.effect': 100,
    'y.tv.lag': 0,
    'y.tv.adstock.alpha': 0.4,
    'y.tv.adstock.max_lag': 8,
    'y.tv.saturation.half_saturation': 40,
    'y.tv.saturation.slope': 1,
    'search.tv.adstock.alpha': 0.5,
    'demand.base.0.ar1.phi': 0.6,
    'y.noise.0.student-t.df': 5,
    'tv.scale.0.lognormal.sd': 0.4,
  });
});

test.each([0, -1, 2.5, Number.NaN])('periods: %s is refused', (periods) => {
  expect(() => simulate(compileWorld(hidden), { ...draw, periods })).toThrow(`periods: ${periods}; allowed is`);
});
