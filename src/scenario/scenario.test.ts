import { describe, expect, test } from 'vitest';
import { InputError } from '../core/errors.ts';
import { hashJson } from '../core/hash.ts';
import { parseScenario, resolveWorld } from './scenario.ts';

/** design.md, "A world", to the letter. */
const funnel = `name: social-funnel-hidden-demand
about: Social spend feeds branded search, which the advertiser also buys; demand drives both and is not observed.
period: week
nodes:
  demand:   { latent: true, process: { seasonal: { every: 52, amplitude: 0.3 }, ar1: { phi: 0.6, sd: 0.1 } } }
  facebook: { spend: { mean: 40, flights: { on: 6, off: 2 }, noise: { lognormal: 0.4 } }, drivers: { demand: 8 } }
  google:   { spend: { mean: 60, noise: { lognormal: 0.2 } }, drivers: { demand: 30, facebook: { adstock: { geometric: { alpha: 0.5 } }, effect: 0.35 } } }
  revenue:
    outcome: { level: 500, trend: 0.1, drivers: { demand: 90 }, noise: { normal: 22 } }
    responses:
      facebook: { adstock: { geometric: { alpha: 0.4, max_lag: 8 } }, saturation: { hill: { half_saturation: 50, slope: 1.2 } }, effect: 120 }
      google:   { adstock: { geometric: { alpha: 0.2, max_lag: 8 } }, saturation: { logistic: { lambda: 0.02 } }, effect: 150 }
observed: [facebook, google, revenue]
dials: { confounding: { nodes.revenue.outcome.drivers.demand: [0, 90] } }   # 0 is the clean world, 1 the written one
`;
const scenario = parseScenario(funnel, 'funnel.yaml');

/** The lines a user would see. */
function complaints(run: () => unknown): readonly string[] {
  try {
    run();
  } catch (error) {
    if (error instanceof InputError) return error.message.split('\n');
    throw error;
  }
  return [];
}

test('the world of design.md, resolved', () => {
  const world = resolveWorld(scenario);
  expect(world).toMatchObject({ outcome: 'revenue', burnIn: 52, firstPeriod: 0, nested: true, minFuture: 0 });
  expect(world.observed).toEqual(['facebook', 'google', 'revenue']);
  expect(world.nodes.map(({ name, role, latent, floor }) => [name, role, latent, floor])).toEqual([
    ['demand', 'process', true, null],
    ['facebook', 'spend', false, 0],
    ['google', 'spend', false, 0],
    ['revenue', 'outcome', false, null],
  ]);
  expect(world.nodes[1]).toEqual({
    name: 'facebook',
    role: 'spend',
    latent: false,
    base: [{ kind: 'level', value: 40 }],
    scale: [
      { kind: 'flights', on: 6, off: 2, start: 0, between: 0 },
      { kind: 'lognormal', sd: 0.4 },
    ],
    noise: [],
    terms: [{ from: 'demand', lag: 0, adstock: null, saturation: null, order: 'adstock-first', effect: 8 }],
    floor: 0,
  });
  expect(world.nodes[3]!.terms[1]).toEqual({
    from: 'facebook',
    lag: 0,
    adstock: { curve: 'geometric', parameters: [0.4], maxLag: 8, normalize: true },
    saturation: { curve: 'hill', parameters: [50, 1.2] },
    order: 'adstock-first',
    effect: 120,
  });
});

test('order of keys and defaults written out do not change the hash', () => {
  const again = funnel
    .replace('name: social-funnel-hidden-demand\n', '')
    .concat('burn_in: 52\nfirst_period: 0\nnested: true\nfuture: 0\nname: social-funnel-hidden-demand\n')
    .replace('drivers: { demand: 8 }', 'drivers: { demand: { effect: 8, lag: 0, adstock: none, saturation: none } }')
    .replace('[facebook, google, revenue]', '[revenue, google, facebook]');
  expect(hashJson(resolveWorld(parseScenario(again, 'x')))).toBe(hashJson(resolveWorld(scenario)));
});

describe('overrides', () => {
  const effectOfDemand = (overrides: Readonly<Record<string, unknown>>) =>
    resolveWorld(scenario, overrides).nodes[3]!.terms[0]!.effect;

  test('a dial interpolates between its two values', () => {
    expect(effectOfDemand({ 'dials.confounding': 0 })).toBe(0);
    expect(effectOfDemand({ 'dials.confounding': 0.3 })).toBeCloseTo(27, 12);
    expect(effectOfDemand({ 'dials.confounding': 1 })).toBe(90);
  });

  test('values are set by path, mappings whole, and what was not written can be added', () => {
    const world = resolveWorld(scenario, {
      'nodes.revenue.outcome.noise.normal': 10,
      'nodes.google.spend.trend': 0.5,
      'nodes.revenue.responses.google.adstock': 'none',
      observed: ['facebook', 'google', 'revenue', 'demand'],
      'nodes.demand.latent': false,
      burn_in: 8,
    });
    expect(world.burnIn).toBe(8);
    expect(world.nodes[3]!.noise).toEqual([{ kind: 'normal', sd: 10 }]);
    expect(world.nodes[2]!.base).toContainEqual({ kind: 'trend', slope: 0.5 });
    expect(world.nodes[3]!.terms[2]!.adstock).toBeNull();
    expect(world.observed).toEqual(['demand', 'facebook', 'google', 'revenue']);
    expect(resolveWorld(scenario).burnIn).toBe(52);
  });

  test.each([
    [{ 'dials.confunding': 1 }, 'dials.confunding: unknown dial "confunding"; did you mean "confounding"?'],
    [{ 'dials.noise': 1 }, 'dials.noise: unknown dial "noise"; there are confounding'],
    [{ 'dials.confounding': 1.5 }, 'dials.confounding: expected a number from 0 to 1, received 1.5'],
    [{ 'dials.confounding': '1' }, 'dials.confounding: expected a number from 0 to 1, received "1"'],
    [{ dials: {} }, 'dials: a dial is set by its name: `dials.<name>`'],
    [
      { 'nodes.gogle.spend.mean': 3 },
      'nodes.gogle.spend.mean: no such value in this world: no "gogle" in "nodes"; did you mean "nodes.google.spend.mean"?',
    ],
    [{ 'nodes.google.spend.meen': 3 }, 'nodes.google.spend.meen: unknown key "meen"; did you mean "mean"?'],
    [{ 'nodes.google.spend.mean': -3 }, 'nodes.google.spend.mean: expected at least 0, received -3'],
    [{ 'nodes.google.spend.mean': null }, 'nodes.google.spend.mean: expected a number, received nothing'],
    [
      { 'nodes.google.drivers.demand.lag': 1 },
      'nodes.google.drivers.demand.lag: no such value in this world: "nodes.google.drivers.demand" has no parts',
    ],
    [{ 'observed.9': 'demand' }, 'observed.9: no such value in this world: no "9" in "observed"; there are 0, 1, 2'],
    [
      { 'dials.confounding': 1, 'nodes.revenue.outcome.drivers.demand': 3 },
      'nodes.revenue.outcome.drivers.demand: is set by "dials.confounding" too; set it once',
    ],
    [
      { 'nodes.google.spend.mean': 1, 'nodes.google.spend': { mean: 2 } },
      'nodes.google.spend.mean: is set by "nodes.google.spend" too; set it once',
    ],
    [
      { 'nodes.google.drivers.revenue': 1 },
      'nodes.google: a cycle within one period: google → revenue → google; give one of these arrows a lag of 1 or more',
    ],
  ])('%j is refused in one line', (overrides, line) => {
    expect(complaints(() => resolveWorld(scenario, overrides))).toEqual([`funnel.yaml ${line}`]);
  });
});

describe('a bad file', () => {
  const base = (nodes: string, rest = '') => `name: a\nabout: b\nnodes:\n${nodes}\n${rest}`;
  const x = '  x: { spend: { mean: 3 } }';
  const y = '  y: { outcome: { drivers: { x: 2 } } }';
  test.each([
    [
      'negative spend',
      base(`  x: { spend: { mean: -3 } }\n${y}`),
      '4:23 nodes.x.spend.mean: expected at least 0, received -3',
    ],
    [
      'a curve misspelt',
      base(`${x}\n  y: { outcome: {}, responses: { x: { effect: 1, saturation: { hil: {} } } } }`),
      '5:64 nodes.y.responses.x.saturation: unknown curve "hil"; did you mean "hill"?',
    ],
    [
      'retention of 1',
      base(`${x}\n  y: { outcome: {}, responses: { x: { effect: 1, adstock: { geometric: { alpha: 1 } } } } }`),
      '5:81 nodes.y.responses.x.adstock.geometric.alpha: expected less than 1, received 1',
    ],
    [
      'a node misspelt',
      base(`${x}\n  y: { outcome: { drivers: { X1: 2 } } }`),
      '5:30 nodes.y.outcome.drivers: unknown node "X1"; did you mean "x"?',
    ],
    [
      'no role',
      base(`${x}\n${y}\n  z: { latent: true }`),
      '6:6 nodes.z: expected exactly one of process, spend, exposure, mediator and outcome, received none',
    ],
    [
      'two roles',
      base(`${x}\n${y}\n  z: { process: {}, mediator: {} }`),
      '6:6 nodes.z: expected exactly one of process, spend, exposure, mediator and outcome, received process and mediator',
    ],
    ['no outcome', base(x), '4:3 nodes: expected exactly one node with `outcome`, received none'],
    [
      'two outcomes',
      base(`${x}\n${y}\n  z: { outcome: {} }`),
      '4:3 nodes: expected exactly one node with `outcome`, received y and z',
    ],
    ['no channel', base('  y: { outcome: {} }'), '4:3 nodes: expected at least one node with `spend`, received none'],
    [
      'a cycle within a period',
      base(`  x: { spend: { mean: 3 }, drivers: { y: 0.1 } }\n${y}`),
      '4:6 nodes.x: a cycle within one period: x → y → x; give one of these arrows a lag of 1 or more',
    ],
    [
      'a channel left out',
      base(`${x}\n${y}`, 'observed: [y]'),
      '6:11 observed: the channel "x" is left out; observe it, or say `latent: true` there',
    ],
    ['an outcome left out', base(`${x}\n${y}`, 'observed: [x]'), '6:11 observed: the outcome "y" must be observed'],
    [
      'a latent outcome',
      base(`${x}\n  y: { latent: true, outcome: {} }`),
      '5:16 nodes.y.latent: the outcome must be observed',
    ],
    [
      'a latent node observed',
      base(`${x}\n${y}\n  z: { latent: true, process: {} }`, 'observed: [x, y, z]'),
      '7:18 observed.2: "z" is latent; observe it, or take `latent: true` away there',
    ],
    ['a node observed twice', base(`${x}\n${y}`, 'observed: [x, y, x]'), '6:18 observed.2: "x" stands here twice'],
    [
      'a saturation on what may be negative',
      base(
        `${x}\n  y: { outcome: {}, responses: { z: { effect: 1, saturation: { logistic: { lambda: 1 } } } } }\n  z: { mediator: {} }`,
      ),
      '6:6 nodes.z: acts on "y" through a saturation, which takes 0 and above only; give it `floor: 0`',
    ],
    [
      'scaling that is not declared',
      base(`  x: { spend: { normal: 1, rescale: [0, 1] } }\n${y}`),
      '4:37 nodes.x.spend.rescale: makes the series depend on the length asked; say so by `nested: false` at the top',
    ],
    [
      'a mean beside rescale',
      base(`  x: { spend: { mean: 1, rescale: [0, 1] } }\n${y}`, 'nested: false'),
      '4:23 nodes.x.spend.mean: not allowed together with `rescale`, which sets the range',
    ],
    ['no mean', base(`  x: { spend: {} }\n${y}`), '4:15 nodes.x.spend.mean: missing; expected a number of at least 0'],
    [
      'responses elsewhere',
      base(`  x: { spend: { mean: 1 }, responses: {} }\n${y}`),
      '4:39 nodes.x.responses: only the outcome has responses; elsewhere write `drivers`',
    ],
    [
      'drivers beside the outcome',
      base(`${x}\n  y: { outcome: {}, drivers: { x: 1 } }`),
      '5:30 nodes.y.drivers: drivers of the outcome stand inside `outcome`',
    ],
    [
      'a bad name',
      base(`${x}\n${y}\n  a.b: { process: {} }`),
      '6:3 nodes: a name of a node is letters, digits and underscores, a letter first',
    ],
    [
      'a dial to nowhere',
      base(`${x}\n${y}`, 'dials: { d: { nodes.y.outcome.driver.x: [0, 2] } }'),
      '6:41 dials.d.nodes.y.outcome.driver.x: no such value in this world: no "driver" in "nodes.y.outcome"; did you mean "nodes.y.outcome.drivers.x"?',
    ],
    [
      'a dial on a mapping',
      base(`${x}\n${y}`, 'dials: { d: { nodes.y.outcome: [0, 2] } }'),
      '6:32 dials.d.nodes.y.outcome: a dial moves a number; this is none',
    ],
    [
      'a dial that ends elsewhere',
      base(`${x}\n${y}`, 'dials: { d: { nodes.y.outcome.drivers.x: [0, 3] } }'),
      '6:42 dials.d.nodes.y.outcome.drivers.x: a dial at 1 is the written world: expected 2 as its second value, received 3',
    ],
    [
      'a dial into nonsense',
      base(`${x}\n${y}`, 'dials: { d: { nodes.x.spend.mean: [-1, 3] } }'),
      '6:13 dials.d: at 0, nodes.x.spend.mean: expected at least 0, received -1',
    ],
    [
      'two dials at one number',
      base(`${x}\n${y}`, 'dials: { d: { nodes.x.spend.mean: [1, 3] }, e: { nodes.x.spend.mean: [0, 3] } }'),
      '6:70 dials.e.nodes.x.spend.mean: is moved by the dial "d" too',
    ],
  ])('%s is answered by one line', (_, text, line) => {
    expect(complaints(() => parseScenario(text, 'f.yaml'))).toEqual([`f.yaml:${line}`]);
  });

  test('several problems are told together', () => {
    const text = base(`  x: { spend: { mean: -3, flight: { on: 1, off: 2 } } }\n${y}`, 'periods: week');
    expect(complaints(() => parseScenario(text, 'f.yaml'))).toEqual([
      'f.yaml:4:23 nodes.x.spend.mean: expected at least 0, received -3',
      'f.yaml:4:27 nodes.x.spend: unknown key "flight"; did you mean "flights"?',
      'f.yaml:6:1: unknown key "periods"; did you mean "period"?',
    ]);
  });
});

test('feedback through lags is no cycle', () => {
  const text =
    'name: a\nabout: b\nnodes:\n  x: { spend: { mean: 3 }, drivers: { y: { effect: 0.1, lag: 1 } } }\n  y: { outcome: { drivers: { x: 2, y: { effect: 0.2, lag: 1 } } } }\n';
  expect(resolveWorld(parseScenario(text, 'f.yaml')).nodes[0]!.terms[0]!.lag).toBe(1);
});
