import { expect, test } from 'vitest';
import { normalCdf } from '../core/distributions.ts';
import { exp } from '../core/math.ts';
import { openStream } from '../core/random/stream.ts';
import { mean, sd } from '../core/stats.ts';
import { datasetProblems } from '../dataset/check.ts';
import type { EffectGeo, Geos } from '../scenario/geos.ts';
import type { World } from '../scenario/world.ts';
import { drawGeos } from './drawGeos.ts';
import { compileWorld, simulate } from './simulate.ts';
import { geometric, hill, node, spend, term, world } from './worlds.fixture.ts';

const named = (count: number) => Array.from({ length: count }, (_, g) => `geo_${g + 1}`);
const drawn = (count: number): Geos => ({
  names: named(count),
  population: { kind: 'lognormal', median: 5000, sd: 0.8 },
});

function geoWorld(count: number, effect: EffectGeo = { law: 'lognormal', sd: 0.3 }, targeting = 0.7): World {
  const tv = { ...geometric(0.4, 4), ...hill(3, 1) };
  return world(
    [
      node('season', 'process', { latent: true, shared: true, base: [{ kind: 'ar1', phi: 0.6, sd: 0.3 }] }),
      node('price', 'process', { base: [{ kind: 'normal', sd: 1 }], geo: { kind: 'level', sd: 2 } }),
      spend('tv', 3, { terms: [term('season', 0.5)], geo: { kind: 'spread', sd: 0.5, targeting } }),
      spend('search', 1, { terms: [term('tv', 0.1, { lag: 1 })] }),
      node('y', 'outcome', {
        base: [{ kind: 'level', value: 20 }],
        noise: [{ kind: 'normal', sd: 1 }],
        geo: { kind: 'level', sd: 4 },
        terms: [
          term('season', 2),
          term('price', -1, { geo: { law: 'normal', sd: 0.4 } }),
          term('tv', 6, { ...tv, geo: effect }),
          term('search', 2),
        ],
      }),
    ],
    { geos: drawn(count) },
  );
}
const key = { seed: 3, replicate: 2 };
const requests = [{ kind: 'roas.total' }, { kind: 'contribution' }, { kind: 'roas.net' }] as const;
const run = (given: World, periods = 12) => simulate(compileWorld(given), { ...key, periods, requests });

test('the dataset is geo-major, sound, and has the people; what is latent stays unseen', () => {
  const { dataset } = run(geoWorld(4));
  expect(datasetProblems(dataset)).toEqual([]);
  expect(dataset.geos).toEqual(named(4));
  expect(dataset.outcome.values).toHaveLength(48);
  expect(dataset.population.every((people) => Number.isInteger(people) && people > 0)).toBe(true);
  expect(dataset.controls.map(({ name }) => name)).toEqual(['price']);
});

test('streams: the geo’s index ends the key, but for what all geos share', () => {
  const { dataset } = run(geoWorld(3));
  const { levels } = drawGeos(geoWorld(3), key)[0]!;
  const open = (...rest: (string | number)[]) => openStream([3, 2, ...rest]);
  expect(levels[1]).toBe(2 * open('price', 'geo/level', 0).normal());
  const stream = open('price', 'base/0/normal', 0);
  const weeks = Array.from({ length: 20 + 4 + 12 }, () => stream.normal() + levels[1]!);
  expect([...dataset.controls[0]!.values.subarray(0, 12)]).toEqual(weeks.slice(24));
  // seen, the shared season is one series, and that of the national world
  const seen = (given: World) => {
    const shown = { ...given, observed: [...given.observed, 'season'] };
    const open = shown.nodes.map((each) => ({ ...each, latent: false }));
    return run({ ...shown, nodes: open }).dataset.controls.find(({ name }) => name === 'season')!.values;
  };
  const { geos: _, ...national } = geoWorld(3);
  const season = seen(geoWorld(3));
  expect(season.subarray(12, 24)).toEqual(season.subarray(0, 12));
  expect(season.subarray(0, 12)).toEqual(
    seen({ ...national, nodes: national.nodes.map(({ geo: _, ...each }) => each) }),
  );
});

test('fewer geos are the first of more, and fewer periods the first of more', () => {
  const [few, many] = [run(geoWorld(2)).dataset, run(geoWorld(5)).dataset];
  expect(few.outcome.values).toEqual(many.outcome.values.subarray(0, 24));
  expect(few.population).toEqual(many.population.subarray(0, 2));
  const long = run(geoWorld(2), 30).dataset.channels[0]!.spend.window;
  const short = few.channels[0]!.spend.window;
  expect([short.subarray(0, 12), short.subarray(12)]).toEqual([long.subarray(0, 12), long.subarray(30, 42)]);
});

test('geos that differ in nothing and share everything are the national world, each times its people', () => {
  const { geos: _, ...plain } = geoWorld(2);
  const nodes = plain.nodes.map(({ geo: _, ...each }) => ({
    ...each,
    terms: each.terms.map(({ geo: _, ...arrow }) => arrow),
  }));
  const national = run({ ...plain, nodes });
  const alike = nodes.map((each) => ({ ...each, shared: true as const }));
  const geos: Geos = { names: named(2), population: { kind: 'given', people: [4, 8] } };
  const both = run({ ...plain, nodes: alike, geos });
  const series = both.dataset.outcome.values;
  expect(series.subarray(0, 12)).toEqual(national.dataset.outcome.values.map((y) => 4 * y));
  expect(series.subarray(12)).toEqual(national.dataset.outcome.values.map((y) => 8 * y));
  both.truth.effects.forEach((effect, i) => {
    const { value, estimand } = national.truth.effects[i]!;
    expect(effect.value).toBeCloseTo(estimand.kind === 'contribution' ? 12 * value! : value!, 9);
  });
});

test('per-geo truths, weighed by what each geo spends, are the whole’s', () => {
  const { dataset, truth } = run(geoWorld(6));
  const spent = (c: number, g: number) =>
    dataset.channels[c]!.spend.window.subarray(12 * g, 12 * (g + 1)).reduce((a, b) => a + b, 0);
  for (const c of [0, 1]) {
    const [roas, contribution, net] = [0, 2, 4].map((k) => truth.effects[k + c]!);
    const weights = dataset.geos.map((_, g) => spent(c, g));
    const total = weights.reduce((a, b) => a + b, 0);
    for (const effect of [roas!, net!]) {
      const average = effect.perGeo!.reduce<number>((sum, value, g) => sum + (value! * weights[g]!) / total, 0);
      expect(effect.value! / average).toBeCloseTo(1, 12);
    }
    expect(contribution!.perPeriod!.reduce((a, b) => a + b, 0) / contribution!.value!).toBeCloseTo(1, 9);
    expect(contribution!.value! / (roas!.value! * total)).toBeCloseTo(1, 9);
  }
  expect(truth.geos!.map(({ name, population }) => [name, population])).toEqual(
    dataset.geos.map((name, g) => [name, dataset.population[g]!]),
  );
  expect(Object.keys(truth.geos![0]!.parameters)).toEqual([
    ...['price.level', 'tv.spread', 'y.level', 'y.price.effect', 'y.tv.effect'],
  ]);
});

/** Draws of one number over many geos. */
const many = 4000;
const draws = (effect: EffectGeo, targeting = 0.7) => drawGeos(geoWorld(many, effect, targeting), key);
/** Five standard errors of a mean: fixed seeds, so that this is passed or it is not. */
const near = (values: readonly number[], expected: number) =>
  expect(Math.abs(mean(values) - expected)).toBeLessThan((5 * sd(values)) / Math.sqrt(values.length));

test('random effects have the moments of their laws', () => {
  const effects = (law: EffectGeo['law'], size: number) => draws({ law, sd: size }).map((geo) => geo.effects[4]![2]!);
  near(effects('lognormal', 0.5), 6);
  near(
    effects('lognormal', 0.5).map((b) => b * b),
    36 * exp(0.25),
  );
  near(effects('normal', 2), 6);
  expect(sd(effects('normal', 2)) / 2).toBeCloseTo(1, 1);
  const truncated = effects('truncated-normal', 6);
  expect(Math.min(...truncated)).toBeGreaterThan(0);
  // mean of N(μ, σ²) truncated at 0: μ + σ·φ(μ/σ)/Φ(μ/σ), here with μ = σ (Johnson, Kotz & Balakrishnan 1994, §13.10)
  near(truncated, 6 + (6 * exp(-0.5)) / Math.sqrt(2 * Math.PI) / normalCdf(1));
  expect(effects('truncated-normal', 0)).toEqual(Array(many).fill(6));
});

test('targeting is the correlation of log spend per head with the baseline, and moves no mean', () => {
  for (const targeting of [0, 0.7, 1]) {
    const geos = draws({ law: 'normal', sd: 1 }, targeting);
    const baseline = geos.map(({ levels }) => levels[4]! / 4);
    const factor = geos.map(({ factors }) => factors[2]!);
    near(factor, 1);
    // E[exp(s·w − s²/2)·b] = s·corr(w, b), Stein's lemma
    near(
      factor.map((f, g) => f * baseline[g]!),
      0.5 * targeting,
    );
  }
});
