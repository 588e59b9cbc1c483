import { describe, expect, test } from 'vitest';
import { InputError } from '../core/errors.ts';
import { equations } from './equations.ts';
import { parseScenario, resolveWorld } from './scenario.ts';

const head = 'name: g\nabout: for a test\n';
const nodes = `nodes:
  season: { latent: true, shared: true, process: { ar1: { phi: 0.5, sd: 1 } } }
  price:  { process: { level: 10 }, geo: { level: 0.5 } }
  tv:     { spend: { mean: 3 }, drivers: { season: 1 }, geo: { spread: 0.4, targeting: 0.8 } }
  y:
    outcome: { level: 40, drivers: { price: { effect: -2, geo: { normal: 0.5 } }, season: { effect: 1, geo: { truncated_normal: 0.2 } } } }
    geo: { level: 5 }
    responses: { tv: { effect: 4, geo: { lognormal: 0.3 } } }
`;
const geos = 'geos: { count: 3, population: { lognormal: { median: 1000, sd: 0.5 } } }\n';
const worldOf = (text: string) => resolveWorld(parseScenario(text, 'g.yaml'));

/** The lines a user would see. */
function complaints(text: string): readonly string[] {
  try {
    worldOf(text);
  } catch (error) {
    if (error instanceof InputError) return error.message.split('\n');
    throw error;
  }
  return [];
}

test('a world with geos: names, population, what differs and what is shared', () => {
  const world = worldOf(head + geos + nodes);
  expect(world.geos).toEqual({
    names: ['geo_1', 'geo_2', 'geo_3'],
    population: { kind: 'lognormal', median: 1000, sd: 0.5 },
  });
  expect(world.nodes.map(({ shared, geo }) => [shared, geo])).toEqual([
    [true, undefined],
    [undefined, { kind: 'level', sd: 0.5 }],
    [undefined, { kind: 'spread', sd: 0.4, targeting: 0.8 }],
    [undefined, { kind: 'level', sd: 5 }],
  ]);
  expect(world.nodes[3]!.terms.map(({ from, geo }) => [from, geo])).toEqual([
    ['price', { law: 'normal', sd: 0.5 }],
    ['season', { law: 'truncated-normal', sd: 0.2 }],
    ['tv', { law: 'lognormal', sd: 0.3 }],
  ]);
});

test('geos by name, or all of one size', () => {
  const named = `geos: [{ name: north, population: 10 }, { name: New York, population: 30 }]\n`;
  expect(worldOf(head + named + nodes).geos).toEqual({
    names: ['north', 'New York'],
    population: { kind: 'given', people: [10, 30] },
  });
  expect(worldOf(`${head}geos: { count: 2, population: 5 }\n${nodes}`).geos!.population).toEqual({
    kind: 'given',
    people: [5, 5],
  });
});

test('equations say which series each geo has its own, and what is drawn once a geo', () => {
  expect(equations(worldOf(head + geos + nodes))).toEqual([
    'season[t] = AR1(phi 0.5, sd 1)   (latent)',
    'price[g,t] = 10 + N_g(0, 0.5)',
    'tv[g,t] = max(0, lognormal_g(0.4, targeting 0.8) · (3 + season[t]))',
    'y[g,t] = 40 + N_g(0, 5) + N_g(-2, 0.5)·price[g,t] + N⁺_g(1, 0.2)·season[t] + 4·lognormal_g(0.3)·tv[g,t]',
  ]);
});

describe('what makes no sense is said at its line', () => {
  const simple = 'nodes: { tv: { spend: { mean: 1 } }, y: { outcome: {}, responses: { tv: { effect: 1 } } } }\n';
  const edited = (from: string, to: string) => complaints(head + geos + nodes.replace(from, to));

  test.each([
    [
      'one geo',
      `geos: { count: 1, population: 5 }\n${simple}`,
      'g.yaml:3:16 geos.count: expected at least 2, received 1',
    ],
    ['a geo twice', `geos: [{ name: a, population: 1 }, { name: a, population: 2 }]\n${simple}`, 'stands here twice'],
    ['no people', `geos: { count: 2, population: 0 }\n${simple}`, 'geos.population: expected more than 0, received 0'],
    ['a difference without geos', nodes, 'nodes.price.geo: this world has no `geos` that could differ or share'],
  ])('%s', (_, text, message) => {
    expect(complaints(head + text).join('\n')).toContain(message);
  });

  test.each([
    ['season: {', 'season: { geo: { level: 1 },', 'the same in every geo, yet `geo` says how it differs'],
    ['drivers: { season: 1 }', 'shared: true, drivers: { price: 1 }', 'driven by "price", which every geo has its own'],
    ['geo: { level: 5 }', 'shared: true', 'the outcome is sold geo by geo; it cannot be shared'],
    ['geo: { level: 5 }', '', 'nodes.tv.geo.targeting: targets the level of "y", which is the same in every geo'],
    ['geo: { level: 0.5 }', 'geo: { spread: 0.5 }', 'nodes.price.geo.spread: is for spend; a process has a level'],
    ['spread: 0.4, ', '', 'targets nothing without a `spread`'],
    ['spread: 0.4, targeting: 0.8', 'level: 1', 'spend differs by its `spread`'],
    ['geo: { normal: 0.5 }', 'geo: { truncated_normal: 0.5 }', 'keeps effects at 0 or above, and the effect is -2'],
    ['geo: { normal: 0.5 }', 'geo: { normal: 0.5, lognormal: 1 }', 'one of normal, truncated_normal and lognormal'],
    ['targeting: 0.8', 'targeting: 1.8', 'nodes.tv.geo.targeting: expected at most 1, received 1.8'],
    ['nodes:\n', 'nodes:\n  population: { process: {} }\n', 'nodes.population: is a column of geo data already'],
  ])('%s → %s', (from, to, message) => {
    expect(edited(from, to).join('\n')).toContain(message);
  });
});
