import { expect, test } from 'vitest';
import { causalReading } from './causalGraph.ts';
import { loadScenario } from './load.node.ts';
import { parseScenario, resolveWorld } from './scenario.ts';

const head = 'name: w\nabout: A world.\nperiod: week\n';
const read = (nodes: string, more = '') =>
  causalReading(resolveWorld(parseScenario(`${head}${more}nodes:\n${nodes}`, 'w.yaml')));
const sales = (inside = '') =>
  `  sales: { outcome: { level: 9, noise: { normal: 1 }${inside} }, responses: { tv: { effect: 1 } } }\n`;

test('an arrow acts from its lag to the end of its adstock', () => {
  const { graph } = read(
    `  tv: { spend: { mean: 5, noise: { normal: 1 } } }
  sales: { outcome: { level: 9, noise: { normal: 1 } }, responses: { tv: { effect: 1, lag: 2, adstock: { geometric: { alpha: 0.5, max_lag: 8 } } } } }\n`,
  );
  expect(graph.edges).toEqual([{ from: 'tv', to: 'sales', lag: 2, lastLag: 9 }]);
  expect(graph.memory).toEqual([]);
});

test('AR(1) noise is memory, and so is a rhythm that no other node follows', () => {
  const { graph, calendar } = read(
    `  price: { process: { seasonal: { every: 52, amplitude: 1 } } }
  tv: { spend: { mean: 5, ar1: { phi: 0.5, sd: 1 } }, drivers: { price: 1 } }\n${sales()}`,
  );
  expect(graph.memory).toEqual(['price', 'tv']);
  expect(calendar).toEqual([]);
});

test('a season in spend and in sales is a common cause that is known', () => {
  const season = 'seasonal: { every: 52, amplitude: 1 }';
  const { graph, calendar, observed } = read(`  tv: { spend: { mean: 5, ${season} } }\n${sales(`, ${season}`)}`);
  expect(calendar.map(({ name, followers }) => [name, followers])).toEqual([['season (52)', ['tv', 'sales']]]);
  expect(graph.edges).toContainEqual({ from: 'season (52)', to: 'tv', lag: 0 });
  expect(observed).toContain('season (52)');
  expect(graph.memory).toEqual(['season (52)']);
});

test('an arrow of effect 0 is none, so a dial at 0 is the clean world', () => {
  const scenario = loadScenario('hidden-demand');
  const into = (value: number) =>
    causalReading(resolveWorld(scenario, { 'dials.confounding': value })).graph.edges.some(
      ({ from, to }) => from === 'demand' && to === 'revenue',
    );
  expect([into(0), into(1)]).toEqual([false, true]);
});

test('what repeats within a period of the data is no cause there', () => {
  const { graph } = causalReading(resolveWorld(loadScenario('daily-observed-weekly')));
  expect(graph.edges.filter(({ from }) => from === 'weekend')).toEqual([]);
});

test('a level of the regions that spend is targeted by is a common cause', () => {
  const { calendar } = causalReading(resolveWorld(loadScenario('geo-targeting')));
  expect(calendar).toContainEqual({
    name: 'level (regions)',
    rhythms: expect.any(Array),
    followers: ['tv', 'search', 'social', 'revenue'],
  });
});

test('a control with gaps in its records is not what it stands for', () => {
  const reading = read(
    `  price: { process: { normal: 1 } }
  tv: { spend: { mean: 5, noise: { normal: 1 } }, drivers: { price: 1 } }\n${sales(', drivers: { price: 1 }')}`,
    'observation: { missing: [{ nodes: [price, tv], probability: 0.1, filled: last }] }\n',
  );
  expect(reading.observed).toEqual(['tv', 'sales']);
  expect(reading.recordedWithErrors).toEqual(['price', 'tv']);
});
