import { describe, expect, test } from 'vitest';
import { InputError } from '../core/errors.ts';
import { hashJson } from '../core/hash.ts';
import { equations } from './equations.ts';
import { mediatorsOf, tails } from './graph.ts';
import { observationText } from './observationText.ts';
import { parseScenario, resolveWorld } from './scenario.ts';

const text = (nodes: string, top = '') => `name: x
about: y
${top}
nodes:
  tv: { spend: { mean: 50 } }
  z: { latent: true, process: {} }
  y: { outcome: { level: 10, drivers: { z: 1 } }, responses: { tv: { effect: 2 } } }
${nodes}`;
const world = (...parts: Parameters<typeof text>) => resolveWorld(parseScenario(text(...parts), 'x.yaml'));
const views = (more = '') =>
  `  views: { exposure: { of: tv, cost: { level: 10, floor: 1, drivers: { z: 2 } } }${more} }`;

test('what is as by default is no part of the world, and of no hash', () => {
  const plain = hashJson(world(''));
  expect(hashJson(world('', 'observation: {}'))).toBe(plain);
  expect(hashJson(world('', 'period: day\nobserved_every: 7'))).not.toBe(hashJson(world('', 'period: day')));
});

test('an exposure has the equation of its cost below the spend that buys it, and is no mediator', () => {
  const bought = world(views());
  expect(equations(bought)[3]).toBe('views[t] = tv[t] / max(1, 10 + 2·z[t])');
  expect(bought.nodes[3]).toMatchObject({ role: 'exposure', of: 'tv', floor: 1 });
  expect(mediatorsOf(bought, 'tv')).toEqual([]);
  expect(tails(bought)).toEqual({ tv: 0 });
});

test('records in words', () => {
  const seen = world(
    '  price: { process: {} }\n  queries: { mediator: {} }',
    `period: day
observed_every: 7
observation:
  summed: [queries]
  errors: { nodes: [tv], probability: 0.02, factor: 10 }
  missing: { nodes: [price], at: [3, 4], filled: last }`,
  );
  expect(observationText(seen)).toEqual([
    'equations are by the day; a week of the data is the sum of 7, means of price',
    'recorded times 10: tv with probability 0.02',
    'lost, and filled in by the last record: price in period 3, 4',
  ]);
});

describe('each mistake is answered by one line', () => {
  const missing = (entry: string) => `observation: { missing: ${entry} }`;
  test.each([
    [
      text('  v: { exposure: { of: z, cost: { level: 1, floor: 1 } } }'),
      '8:24 nodes.v.exposure.of: "z" is no channel; expected a node with `spend`',
    ],
    [
      text('  v: { exposure: { of: tvv, cost: { level: 1, floor: 1 } } }'),
      '8:24 nodes.v.exposure.of: unknown node "tvv"; did you mean "tv"?',
    ],
    [
      text('  v: { exposure: { of: tv, cost: { level: 1 } } }'),
      '8:34 nodes.v.exposure.cost.floor: missing; expected a number',
    ],
    [
      text(`${views()}\n  v: { exposure: { of: tv, cost: { floor: 1 } } }`),
      '9:24 nodes.v.exposure.of: the spend of "tv" buys "views" already',
    ],
    [
      text(views(', drivers: { z: 1 }')),
      '8:93 nodes.views.drivers: drivers of what exposure costs stand inside `exposure.cost`',
    ],
    [text('', 'observed_every: 7'), '3:17 observed_every: 7 weeks are no period; with weeks, allowed is 13 or 52'],
    [
      text('', 'period: day\nfirst_period: 3\nobserved_every: 7'),
      '4:15 first_period: 3 is within a period of the data; expected a multiple of 7',
    ],
    [
      text('', 'observation: { summed: [tv] }'),
      '3:25 observation.summed.0: nothing is summed without `observed_every`',
    ],
    [
      text('', 'period: day\nobserved_every: 7\nobservation: { summed: [tv] }'),
      '5:25 observation.summed.0: "tv" is a sum anyway; only controls can be means',
    ],
    [
      text('', missing('{ nodes: [z], at: [1], filled: zero }')),
      '3:35 observation.missing.nodes.0: "z" is not observed, so nobody records it',
    ],
    [
      text('', missing('{ nodes: [tv], filled: zero }')),
      '3:25 observation.missing: expected exactly one of `probability` and `at`',
    ],
    [
      text('', missing('[{ nodes: [tv], at: [1], filled: interpolated }]')),
      '3:58 observation.missing.0.filled: interpolated: the last gap depends on the length asked; say so by `nested: false` at the top',
    ],
  ])('%#', (written, line) => {
    let said = '';
    try {
      parseScenario(written, 'x.yaml');
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      said = error.message;
    }
    expect(said).toBe(`x.yaml:${line}`);
  });
});
