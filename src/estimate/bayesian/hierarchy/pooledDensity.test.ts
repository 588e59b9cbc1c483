import { expect, test } from 'vitest';
import { openStream } from '../../../core/random/stream.ts';
import { adstocks, saturations } from '../../../media/registry.ts';
import type { PooledModel } from './model.ts';
import { drawnModel, otherPriors, panel, pointOf } from './panel.fixture.ts';
import type { Centering } from './pilot.ts';
import { pooledDensity } from './pooledDensity.ts';

/** The largest relative difference between the gradient and central differences. */
function worstDifference(model: PooledModel, centering: Centering, key: string): number {
  const { dimension, logDensity } = pooledDensity(model, centering);
  const u = pointOf(dimension, key);
  const [gradient, unused] = [new Float64Array(dimension), new Float64Array(dimension)];
  expect(Number.isFinite(logDensity(u, gradient))).toBe(true);
  const largest = Math.max(1, ...gradient.map(Math.abs));
  const h = 1e-5;
  const at = (i: number, step: number): number =>
    logDensity(
      u.map((x, j) => (j === i ? x + step : x)),
      unused,
    );
  return Math.max(...gradient.map((g, i) => Math.abs(g - (at(i, h) - at(i, -h)) / (2 * h)) / largest));
}

const pairs = Object.keys(adstocks).flatMap((a) => Object.keys(saturations).map((s) => [a, s] as const));

test.each(pairs)('%s with %s: the gradient equals finite differences, for both laws', (a, saturation) => {
  const adstock = a === 'none' ? 'none' : { [a]: { max_lag: 4 } };
  for (const effects of ['truncated-normal', 'normal'])
    for (const order of ['adstock-first', 'saturation-first']) {
      const model = drawnModel({ adstock, saturation, order, hierarchy: { effects } });
      expect(worstDifference(model, 'auto', `${a} ${saturation}`), `${effects} ${order}`).toBeLessThan(1e-6);
    }
});

test.each(['auto', 'centered', 'non-centered'] as const)(
  '%s: the gradient, with trend, other priors and without history',
  (centering) => {
    for (const effects of ['truncated-normal', 'normal'])
      for (const history of [0, 5]) {
        const model = drawnModel({ hierarchy: { effects }, trend: true, priors: otherPriors }, panel({ history }));
        expect(worstDifference(model, centering, centering)).toBeLessThan(1e-6);
      }
  },
);

test('as the scales go to 0, all geos have the population’s coefficients', () => {
  const priors = { intercept_sd: ['uniform', 0, 1e-7], beta_sd: ['uniform', 0, 1e-7], gamma_sd: ['uniform', 0, 1e-7] };
  for (const effects of ['truncated-normal', 'normal']) {
    const model = drawnModel({ hierarchy: { effects }, priors });
    const { dimension, complete } = pooledDensity(model, 'non-centered');
    const out = new Float64Array(model.names.length);
    complete(pointOf(dimension, 'pooled'), openStream(['pooled']), out);
    for (const { mean: i, geos: first } of [...model.layout.linear, ...model.layout.effects]) {
      for (let g = 0; g < model.geos.length; g++) expect(Math.abs(out[first + g]! - out[i]!)).toBeLessThan(1e-6);
    }
  }
});

test('in other order of the geos the density is the same', () => {
  const order = [2, 0, 1];
  const model = drawnModel();
  const { periods: T } = model;
  const shuffled = (values: Float64Array) =>
    Float64Array.from(order.flatMap((g) => [...values.subarray(g * T, (g + 1) * T)]));
  const other: PooledModel = {
    ...model,
    geos: order.map((g) => model.geos[g]!),
    y: shuffled(model.y),
    channels: model.channels.map((channel) => ({ ...channel, spends: order.map((g) => channel.spends[g]!) })),
    columns: model.columns.map(({ name, values }) => ({ name, values: shuffled(values) })),
  };
  const [a, b] = [pooledDensity(model, 'auto'), pooledDensity(other, 'auto')];
  const u = pointOf(a.dimension, 'order');
  const own = a.dimension - 3 * model.channels.length;
  const v = u.map((x, i) => (i < own ? x : u[own + 3 * Math.floor((i - own) / 3) + order[(i - own) % 3]!]!));
  const unused = new Float64Array(a.dimension);
  expect(b.logDensity(v, unused)).toBeCloseTo(a.logDensity(u, unused), 9);
});
