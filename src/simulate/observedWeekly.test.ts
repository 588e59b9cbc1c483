import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseScenario, resolveWorld } from '../scenario/scenario.ts';
import { compileWorld, simulate } from './simulate.ts';

const text = (maxLag: number, head: string) => `name: x
about: y
period: day
${head}
nodes:
  price: { process: { level: 5, ar1: { phi: 0.5, sd: 1 } } }
  visits: { mediator: { level: 9, floor: 0, noise: { normal: 1 } }, drivers: { tv: 0.1 } }
  tv: { spend: { mean: 50, noise: { lognormal: 0.4 } } }
  y:
    outcome: { level: 10, drivers: { price: -1, visits: 0.5 }, noise: { lognormal: 0.2 } }
    responses: { tv: { effect: 80, adstock: { geometric: { alpha: 0.5, max_lag: ${maxLag} } }, saturation: { hill: { half_saturation: 40, slope: 1.5 } } } }
`;
const model = (maxLag: number, head: string) => compileWorld(resolveWorld(parseScenario(text(maxLag, head), 'x.yaml')));
const weekly = 'observed_every: 7';
/** 14 lags reach over two whole weeks of history, so that both worlds begin on the same day. */
const lags = 14;
const kinds = ['roas.total', 'roas.direct', 'roas.mediated', 'mroas.total', 'contribution', 'roas.attributed'] as const;
const key = { seed: 8, replicate: 3 };

/** Σ of seven days at a time, in their order. */
const weeks = (days: Float64Array): Float64Array =>
  Float64Array.from({ length: days.length / 7 }, (_, w) => days.slice(7 * w, 7 * w + 7).reduce((a, b) => a + b));

test('weekly sums are the sums of the days, bit for bit; controls are their means, or sums where said', () => {
  const seen = simulate(model(lags, weekly), { ...key, periods: 6, requests: [] }).dataset;
  const summed = simulate(model(lags, `${weekly}\nobservation: { summed: [visits] }`), {
    ...key,
    periods: 6,
    requests: [],
  });
  const days = simulate(model(lags, `future: 14`), { ...key, periods: 42, requests: [] }).dataset;
  expect([seen.period, seen.periods, seen.history, seen.future]).toEqual(['week', 6, 2, 2]);
  const [tv, daily] = [seen.channels[0]!.spend, days.channels[0]!.spend];
  expect(tv.history).toEqual(weeks(daily.history));
  expect(tv.window).toEqual(weeks(daily.window));
  expect(tv.future).toEqual(weeks(daily.future));
  expect(seen.outcome.values).toEqual(weeks(days.outcome.values));
  const [price, visits] = days.controls;
  expect(seen.controls.map(({ values }) => values)).toEqual(
    [price!, visits!].map(({ values }) => weeks(values).map((total) => total / 7)),
  );
  expect(summed.dataset.controls[1]!.values).toEqual(weeks(visits!.values));
});

test('the truth is that of the days over the same stretch of time', () => {
  const coarse = kinds.map((kind) => ({
    kind,
    window: [1, 3] as const,
    ...(kind === 'roas.attributed' ? {} : { tail: 2 }),
  }));
  const fine = coarse.map((request) => ({
    ...request,
    window: [7, 27] as const,
    ...('tail' in request ? { tail: 14 } : {}),
  }));
  const seen = simulate(model(lags, weekly), { ...key, periods: 6, requests: coarse }).truth;
  const days = simulate(model(lags, 'future: 14'), { ...key, periods: 42, requests: fine }).truth;
  expect(seen.effects.map(({ value }) => value)).toEqual(days.effects.map(({ value }) => value));
  expect(seen.effects.map(({ estimand }) => estimand.window)).toEqual(kinds.map(() => [1, 3]));
  const contribution = kinds.indexOf('contribution');
  expect(seen.effects[contribution]!.perPeriod).toEqual(weeks(days.effects[contribution]!.perPeriod!));
});

test.each([
  [1, 0],
  [7, 1],
  [8, 1],
  [9, 2],
  [15, 2],
  [16, 3],
])('%i lags of days reach %i weeks beyond the window', (maxLag, tail) => {
  expect(model(maxLag, weekly).tails).toEqual({ tv: tail });
});

test('the default tail leaves nothing out: a longer one finds the same return', () => {
  const requests = [{ kind: 'roas.total' }, { kind: 'roas.total', tail: 9 }] as const;
  const { effects } = simulate(model(16, weekly), { ...key, periods: 5, requests }).truth;
  expect(effects[0]!.value).toBeCloseTo(effects[1]!.value!, 12);
});

test('response curves at the written spend are the direct contribution', () => {
  const requests = [{ kind: 'contribution.direct' }] as const;
  const { truth } = simulate(model(16, weekly), { ...key, periods: 5, requests, curves: [0, 1] });
  expect(truth.curves[0]!.contribution[1]).toBeCloseTo(truth.effects[0]!.value!, 9);
});

test('fewer weeks are a prefix of more', () => {
  const world = model(16, weekly);
  fc.assert(
    fc.property(fc.nat(), fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 6 }), (seed, short, more) => {
      const at = (periods: number) => simulate(world, { seed, replicate: 0, periods, requests: [] }).dataset;
      const [a, b] = [at(short), at(short + more)];
      expect(a.channels[0]!.spend.history).toEqual(b.channels[0]!.spend.history);
      expect(a.channels[0]!.spend.window).toEqual(b.channels[0]!.spend.window.slice(0, short));
      expect(a.outcome.values).toEqual(b.outcome.values.slice(0, short));
    }),
    { numRuns: 20 },
  );
});
