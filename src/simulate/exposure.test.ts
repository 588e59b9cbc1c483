import { expect, test } from 'vitest';
import { sin } from '../core/math.ts';
import { sum } from '../core/stats.ts';
import { parseDataset } from '../dataset/csv.ts';
import { dataSpecOf, datasetCsv } from '../dataset/write.ts';
import { parseScenario, resolveWorld } from '../scenario/scenario.ts';
import { compileWorld, simulate } from './simulate.ts';

const response = 'adstock: { geometric: { alpha: 0.5, max_lag: 5 } }';
const text = (cost: string, arrow: string, more = '') => `name: x
about: y
nodes:
  demand: { latent: true, process: { seasonal: { every: 9, amplitude: 0.5 } } }
  tv: { spend: { mean: 50, noise: { lognormal: 0.4 } } }
  views: { exposure: { of: tv, cost: ${cost} } ${more} }
  y: { outcome: { level: 10, noise: { normal: 3 } }, responses: { ${arrow} } }
`;
const model = (...parts: Parameters<typeof text>) =>
  compileWorld(resolveWorld(parseScenario(text(...parts), 'x.yaml')));
const kinds = ['roas.total', 'roas.direct', 'mroas.total', 'roas.attributed', 'roas.mediated'] as const;
const run = (world: ReturnType<typeof model>, periods = 12) =>
  simulate(world, { seed: 5, replicate: 2, periods, requests: kinds.map((kind) => ({ kind })) });

test('at one cost c, a linear effect b per view has ROAS b/c, whatever the carryover', () => {
  const { truth } = run(model('{ level: 8, floor: 1 }', `views: { effect: 6, ${response} }`));
  const [total, direct, marginal] = truth.effects.map(({ value }) => value!);
  for (const value of [total, direct, marginal]) expect(value).toBeCloseTo(0.75, 12);
  expect(truth.tails).toEqual({ tv: 4 });
});

test('views are spend over cost, which demand drives and a floor bounds', () => {
  const { dataset } = run(model('{ level: 10, drivers: { demand: 30 }, floor: 2 }', 'views: { effect: 6 }'), 40);
  const [tv] = dataset.channels;
  const cost = (t: number) => Math.max(2, 10 + 30 * (0.5 * sin(2 * Math.PI * (t / 9))));
  tv!.volume!.window.forEach((views, t) => {
    expect(views).toBe(tv!.spend.window[t]! / cost(t));
  });
  expect(new Set(tv!.volume!.window.map((_, t) => (cost(t) === 2 ? 1 : 0))).size).toBe(2);
  // what comes before the window is bought at that time's cost too
  tv!.volume!.history.forEach((views, i, { length }) => {
    expect(views).toBe(tv!.spend.history[i]! / cost(i - length));
  });
});

test('at a random cost, ROAS is the effect over the mean cost that money paid', () => {
  const { dataset, truth } = run(
    model('{ level: 10, noise: { lognormal: 0.5 }, floor: 0.1 }', 'views: { effect: 6 }'),
    60,
  );
  const [{ spend, volume }] = dataset.channels as [(typeof dataset.channels)[0]];
  const roas = (6 * sum(volume!.window)) / sum(spend.window);
  expect(roas).not.toBeCloseTo(0.6, 2);
  for (const kind of [0, 1, 2, 3]) expect(truth.effects[kind]!.value).toBeCloseTo(roas, 11);
});

test('what spend buys is no mediator: the direct effect is the total one, and none is mediated', () => {
  const world = model('{ level: 10, noise: { lognormal: 0.5 }, floor: 1 }', `views: { effect: 6, ${response} }`);
  expect(world.others).toEqual({ tv: [] });
  const { truth } = run(world);
  expect(truth.effects[1]!.value).toBe(truth.effects[0]!.value);
  expect(truth.effects[4]!.value).toBe(0);
});

test('at one cost, a curve on views is the same curve on money in other units', () => {
  const bent = (lambda: number) => `{ effect: 100, ${response}, saturation: { exponential: { lambda: ${lambda} } } }`;
  const bought = run(model('{ level: 8, floor: 1 }', `views: ${bent(0.16)}`));
  const direct = run(model('{ level: 8, floor: 1 }', `tv: ${bent(0.02)}`));
  bought.truth.effects.forEach(({ value }, i) => {
    expect(value).toBeCloseTo(direct.truth.effects[i]!.value!, 11);
  });
  expect(bought.dataset.channels[0]!.spend).toEqual(direct.dataset.channels[0]!.spend);
});

test('a latent exposure is nobody’s volume, and an observed one no control; both survive a CSV', () => {
  const seen = run(model('{ level: 8, noise: { lognormal: 0.2 }, floor: 1 }', 'views: { effect: 6 }')).dataset;
  const hidden = run(
    model('{ level: 8, noise: { lognormal: 0.2 }, floor: 1 }', 'views: { effect: 6 }', ', latent: true'),
  ).dataset;
  expect(seen.controls).toEqual([]);
  expect(hidden.channels[0]!.volume).toBeUndefined();
  expect(hidden.outcome).toEqual(seen.outcome);
  for (const data of [seen, hidden]) {
    const read = parseDataset(datasetCsv(data, 'all'), 'd.csv', dataSpecOf(data)).dataset;
    expect(read.digest).toBe(data.digest);
  }
});
