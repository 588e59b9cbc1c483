import { expect, test } from 'vitest';
import { InputError } from '../core/errors.ts';
import { hashJson } from '../core/hash.ts';
import { parseScenario, resolveWorld } from './scenario.ts';

const file = (y: string, more = '') => `name: a
about: b
nodes:
  x: { spend: { mean: 3 } }
  z: { spend: { mean: 3 } }
  price: { process: { level: 20, floor: 1 } }
  season: { process: { level: 1 } }
  y: ${y}
${more}`;

function complaint(y: string, more = ''): string {
  try {
    parseScenario(file(y, more), 'f.yaml');
  } catch (error) {
    if (error instanceof InputError) return error.message;
    throw error;
  }
  return 'no complaint';
}

const pair = '{ outcome: {}, responses: { x: { effect: 1 }, z: { effect: 1 } }';

const bad: readonly (readonly [what: string, y: string, line: string])[] = [
  [
    'the logarithm of what may be 0',
    '{ outcome: { drivers: { x: 1, season: { effect: 1, transform: log } } } }',
    '7:11 nodes.season: acts on "y" through a logarithm, which takes numbers above 0 only; give it a `floor` above 0',
  ],
  [
    'the logarithm of spend',
    '{ outcome: { drivers: { x: { effect: 1, transform: log } } } }',
    '4:6 nodes.x: acts on "y" through a logarithm, but spend can be 0, which has none; take a saturation',
  ],
  [
    'a logarithm and a saturation',
    '{ outcome: { drivers: { x: 1, price: { effect: 1, transform: log, saturation: { logistic: { lambda: 1 } } } } } }',
    '6:10 nodes.price: acts on "y" through a logarithm and a saturation; one of them bends it',
  ],
  [
    'another transform',
    '{ outcome: { drivers: { x: 1, price: { effect: 1, transform: sqrt } } } }',
    '8:67 nodes.y.outcome.drivers.price.transform: received "sqrt"; expected log',
  ],
  [
    'an effect that varies by nothing',
    '{ outcome: { drivers: { x: { effect: 1, varies: {} } } } }',
    '8:54 nodes.y.outcome.drivers.x.varies: expected random_walk, seasonal or step',
  ],
  [
    'an interaction of what does not act',
    `${pair}, interactions: [{ between: [x, price], effect: 1 }] }`,
    '8:87 nodes.y.interactions.0: "price" has no response here that could interact; write one, with effect 0 if it has none alone',
  ],
  [
    'an interaction with itself',
    `${pair}, interactions: [{ between: [x, x], effect: 1 }] }`,
    '8:87 nodes.y.interactions.0: expected two sources, received "x" twice',
  ],
  [
    'a pair written twice',
    `${pair}, interactions: [{ between: [x, z], effect: 1 }, { between: [z, x], effect: 2 }] }`,
    '8:119 nodes.y.interactions.1: the pair z and x stands here twice',
  ],
  [
    'a source that acts twice',
    '{ outcome: { drivers: { x: 1 } }, responses: { x: { effect: 1 }, z: { effect: 1 } }, interactions: [{ between: [x, z], effect: 1 }] }',
    '8:106 nodes.y.interactions.0: "x" acts here in more than one way; which of them interacts?',
  ],
  [
    'interactions elsewhere',
    '{ outcome: { drivers: { x: 1 } } }\n  m: { mediator: {}, interactions: [{ between: [x, z], effect: 1 }] }',
    '9:36 nodes.m.interactions: only the outcome has interactions',
  ],
  ...(
    [
      ['flights: { on: 1, off: 1 }', 'flights: multiplies a logarithm (`scale: log`)'],
      [
        'seasonal_scale: { every: 52, amplitude: 0.1 }',
        'seasonal_scale: multiplies a logarithm; `seasonal` adds to it (`scale: log`)',
      ],
      ['floor: 0', 'floor: is not needed: what is sold is above 0 already (`scale: log`)'],
    ] as const
  ).map(
    ([part, line]) =>
      [
        part,
        `{ outcome: { scale: log, ${part}, drivers: { x: 1 } } }`,
        `8:${33 + part.indexOf(':')} nodes.y.outcome.${line}`,
      ] as const,
  ),
  [
    'lognormal noise of a logarithm',
    '{ outcome: { scale: log, noise: { lognormal: 0.1 }, drivers: { x: 1 } } }',
    '8:51 nodes.y.outcome.noise.lognormal: multiplies a logarithm; `normal` is lognormal noise here (`scale: log`)',
  ],
  [
    'heavy tails of a logarithm',
    '{ outcome: { scale: log, noise: { student_t: { df: 4, sd: 0.1 } }, drivers: { x: 1 } } }',
    '8:51 nodes.y.outcome.noise.student_t: has no mean after exp; take normal or ar1 (`scale: log`)',
  ],
];

test.each(bad)('%s is answered by one line', (_, y, line) => {
  expect(complaint(y)).toBe(`f.yaml:${line}`);
});

test('a logarithmic outcome is above 0: its saturating effect on next week’s budget needs no floor', () => {
  const fed =
    '{ outcome: { scale: log, drivers: { x: 0.1 } } }\n  w: { spend: { mean: 1 }, drivers: { y: { lag: 1, effect: 1, saturation: { logistic: { lambda: 1 } } } } }';
  expect(complaint(fed)).toBe('no complaint');
});

test('a default written out is the world without it, and a dial reaches an interaction', () => {
  const hash = (y: string) => hashJson(resolveWorld(parseScenario(file(y), 'f.yaml')));
  expect(hash('{ outcome: { scale: linear, drivers: { x: 1 } } }')).toBe(hash('{ outcome: { drivers: { x: 1 } } }'));

  const dialled = file(
    `${pair}, interactions: [{ between: [x, z], effect: 8 }] }`,
    'dials: { synergy: { nodes.y.interactions.0.effect: [0, 8] } }',
  );
  const world = resolveWorld(parseScenario(dialled, 'f.yaml'), { 'dials.synergy': 0.25 });
  expect(world.nodes.at(-1)!.interactions).toEqual([{ between: ['x', 'z'], effect: 2 }]);
});
