import { expect, test } from 'vitest';
import { exp, log, sin } from '../core/math.ts';
import { openStream } from '../core/random/stream.ts';
import { mean, sd, sum } from '../core/stats.ts';
import type { EffectPath } from '../scenario/world.ts';
import { effectPaths } from './paths.ts';
import { compileWorld, simulate } from './simulate.ts';
import { geometric, node, spend, term, world } from './worlds.fixture.ts';

const pathOf = (varies: readonly EffectPath[], { length = 8, origin = -2, key = 0 } = {}) =>
  effectPaths(
    node('y', 'outcome', { terms: [term('tv', 1, { varies })] }),
    { length, origin, firstPeriod: 0 },
    (role) => openStream([key, role]),
  )[0]!;

test('a step, a season, and their product', () => {
  const step = { kind: 'step', at: 1, factor: 0.5 } as const;
  const season = { kind: 'seasonal', every: 4, amplitude: 0.3, phase: 0 } as const;
  expect([...pathOf([step])]).toEqual([1, 1, 1, 0.5, 0.5, 0.5, 0.5, 0.5]);
  const wave = (t: number) => 1 + 0.3 * sin((Math.PI / 2) * t);
  pathOf([season, step]).forEach((value, i) => {
    expect(value).toBeCloseTo(wave(i - 2) * (i < 3 ? 1 : 0.5), 12);
  });
  expect(effectPaths(node('y', 'outcome', { terms: [term('tv', 1)] }), source(4), () => openStream([0]))).toEqual([
    null,
  ]);
});
const source = (length: number) => ({ length, origin: 0, firstPeriod: 0 });

test('a random walk is 1 at t = 0, and a shorter one is a prefix', () => {
  const walk = [{ kind: 'random-walk', sd: 0.2 }] as const;
  expect(pathOf(walk)[2]).toBe(1);
  expect(pathOf(walk, { length: 30 }).subarray(0, 8)).toEqual(pathOf(walk));
  expect([...pathOf([{ kind: 'random-walk', sd: 0 }])]).toEqual(Array(8).fill(1));
  expect(pathOf(walk, { key: 1 })).not.toEqual(pathOf(walk));
});

test('a random walk has mean 1 on both sides of t = 0, and steps of its logarithm of the sd that it states', () => {
  const n = 20_000;
  const walks = Array.from({ length: n }, (_, key) =>
    pathOf([{ kind: 'random-walk', sd: 0.1 }], { length: 21, origin: -10, key }),
  );
  for (const [i, steps] of [
    [0, 10],
    [15, 5],
    [20, 10],
  ] as const) {
    const at = walks.map((walk) => walk[i]!);
    // lognormal: variance e^{σ²} − 1, σ² = steps·.01; five standard errors for these fixed streams
    const spread = Math.sqrt(exp(0.01 * steps) - 1);
    expect(Math.abs(mean(at) - 1)).toBeLessThan((5 * spread) / Math.sqrt(n));
    expect(Math.abs(sd(at.map(log)) / (0.1 * Math.sqrt(steps)) - 1)).toBeLessThan(5 / Math.sqrt(2 * n));
  }
});

const varying = (varies: readonly EffectPath[], extra: readonly ReturnType<typeof term>[] = []) =>
  world([
    spend('tv', 40),
    spend('search', 20),
    node('y', 'outcome', {
      base: [{ kind: 'level', value: 500 }],
      terms: [...extra, term('tv', 3, { ...geometric(0.5, 2), varies }), term('search', 1)],
    }),
  ]);

test('the truth runs on the path that the data ran on: the factor is that of the response’s period', () => {
  const request = { seed: 2, replicate: 0, periods: 12, requests: [{ kind: 'contribution' }] } as const;
  const varies = [{ kind: 'random-walk', sd: 0.3 }] as const;
  const { dataset, truth } = simulate(compileWorld(varying(varies)), request);
  const [{ spend: tv }, search] = [dataset.channels[0]!, dataset.channels[1]!.spend.window];
  // 20 periods of burn-in and 2 of history come before the window
  const walk = effectPaths(varying(varies).nodes[2]!, { length: 34, origin: -22, firstPeriod: 0 }, (role) =>
    openStream([2, 0, 'y', role]),
  )[0]!;
  const spent = (t: number) => (t < 0 ? tv.history.at(t)! : tv.window[t]!);
  for (let t = 0; t < 12; t++) {
    const response = (walk[22 + t]! * 3 * (2 * spent(t) + spent(t - 1))) / 3;
    expect(dataset.outcome.values[t]).toBeCloseTo(500 + response + search[t]!, 8);
    const gained = (walk[22 + t]! * 3 * (2 * spent(t) + (t === 0 ? 0 : spent(t - 1)))) / 3;
    expect(truth.effects[0]!.perPeriod![t]).toBeCloseTo(gained, 8);
  }
  expect(truth.effects[0]!.note).toBeUndefined();
  expect(truth.parameters['y.tv.varies.0.random-walk.sd']).toBe(0.3);
});

test('another arrow moves no path, another replicate does, and short data are prefixes', () => {
  const sold = (extra: readonly ReturnType<typeof term>[], periods: number, replicate = 0) =>
    simulate(compileWorld(varying([{ kind: 'random-walk', sd: 0.3 }], extra)), {
      seed: 2,
      replicate,
      periods,
      requests: [],
    }).dataset.outcome.values;
  const still = { varies: [{ kind: 'random-walk', sd: 0.5 }] } as const;
  expect(sold([term('search', 0, still)], 12)).toEqual(sold([], 12));
  expect(sold([], 30).subarray(0, 12)).toEqual(sold([], 12));
  expect(sum(sold([], 12, 1))).not.toBeCloseTo(sum(sold([], 12)), 3);
});

test('a geo has its own spend and noise, and the same path', () => {
  const geos = { names: ['north', 'south'], population: { kind: 'given', people: [1, 1] } } as const;
  const only = world(
    [
      spend('tv', 40, { shared: true }),
      node('y', 'outcome', { terms: [term('tv', 3, { varies: [{ kind: 'random-walk', sd: 0.3 }] })] }),
    ],
    { geos },
  );
  const { dataset } = simulate(compileWorld(only), { seed: 2, replicate: 0, periods: 12, requests: [] });
  expect(dataset.outcome.values.subarray(0, 12)).toEqual(dataset.outcome.values.subarray(12));
});
