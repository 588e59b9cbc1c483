import { expect, test } from 'vitest';
import { parseScenario, resolveWorld } from '../scenario/scenario.ts';
import { compileWorld, simulate } from './simulate.ts';

const text = (geos: string, observation: string) => `name: x
about: y
${geos}
nodes:
  price: { ${geos === '' ? '' : 'shared: true, '}process: { level: 5, ar1: { phi: 0.5, sd: 1 } } }
  tv: { spend: { mean: 50, noise: { lognormal: 0.4 } } }
  views: { exposure: { of: tv, cost: { level: 10, noise: { lognormal: 0.3 }, floor: 1 } } }
  y: { outcome: { level: 10, drivers: { price: -1 } }, responses: { views: { effect: 6 } } }
${observation}`;
const run = (geos: string, observation = '') =>
  simulate(compileWorld(resolveWorld(parseScenario(text(geos, observation), 'x.yaml'))), {
    seed: 2,
    replicate: 0,
    periods: 60,
    requests: [{ kind: 'roas.total' }],
  });
const geos = 'geos: [{ name: a, population: 100 }, { name: b, population: 3 }]';
const cut = (values: Float64Array, g: number) => values.slice(60 * g, 60 * g + 60);

test('each geo pays a cost of its own, and volume is its total: ROAS is 6 views over all spend', () => {
  const { dataset, truth } = run(geos);
  const { spend, volume } = dataset.channels[0]!;
  const cost = volume!.window.map((views, i) => spend.window[i]! / views);
  expect(cut(cost, 0)).not.toEqual(cut(cost, 1));
  const total = (values: Float64Array) => values.reduce((a, b) => a + b);
  expect(truth.effects[0]!.value).toBeCloseTo((6 * total(volume!.window)) / total(spend.window), 11);
  [0, 1].forEach((g) => {
    const own = (6 * total(cut(volume!.window, g))) / total(cut(spend.window, g));
    expect(truth.effects[0]!.perGeo![g]).toBeCloseTo(own, 11);
  });
});

test('records are lost geo by geo, but for a series that all geos share', () => {
  const observation = 'observation: { missing: { nodes: [price, views], probability: 0.4, filled: zero } }';
  const { dataset } = run(geos, observation);
  const lost = (values: Float64Array, g: number) => cut(values, g).map((value) => (value === 0 ? 1 : 0));
  const views = dataset.channels[0]!.volume!.window;
  expect(lost(views, 0)).not.toEqual(lost(views, 1));
  const price = dataset.controls[0]!.values;
  expect(lost(price, 0)).toEqual(lost(price, 1));
  expect(dataset.channels[0]!.spend).toEqual(run(geos).dataset.channels[0]!.spend);
});
