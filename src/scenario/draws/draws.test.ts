import { describe, expect, test } from 'vitest';
import { InputError } from '../../core/errors.ts';
import { hashJson } from '../../core/hash.ts';
import { tails } from '../graph.ts';
import { scenarioJsonSchema } from '../jsonSchema.ts';
import { observationText } from '../observationText.ts';
import { parseScenario, resolveWorld } from '../scenario.ts';

const text = (effect: string, alpha = '0.5', rest = 'max_lag: 4') => `name: x
about: y
nodes:
  tv: { spend: { mean: 50 } }
  y:
    outcome: { level: 10 }
    responses: { tv: { effect: ${effect}, adstock: { geometric: { alpha: ${alpha}, ${rest} } } } }
`;
const world = (...parts: Parameters<typeof text>) => resolveWorld(parseScenario(text(...parts), 'x.yaml'));
const complaints = (written: string): readonly string[] => {
  try {
    parseScenario(written, 'x.yaml');
  } catch (error) {
    if (error instanceof InputError) return error.message.split('\n');
    throw error;
  }
  return [];
};

test('a world is plain JSON with the centers of its laws, which it names; tails need no replicate', () => {
  const drawn = world('{ draw: { normal: [2, 0.5] } }', '{ draw: { beta: [3, 1] } }');
  expect(JSON.parse(JSON.stringify(drawn))).toEqual(drawn);
  expect(drawn.nodes[1]!.terms[0]).toMatchObject({ effect: 2, adstock: { parameters: [0.75] } });
  expect(drawn.draws).toEqual([
    {
      path: 'nodes.y.responses.tv.effect',
      at: [['nodes', 1, 'terms', 0, 'effect']],
      law: { family: 'normal', parameters: [2, 0.5] },
    },
    {
      path: 'nodes.y.responses.tv.adstock.geometric.alpha',
      at: [['nodes', 1, 'terms', 0, 'adstock', 'parameters', 0]],
      law: { family: 'beta', parameters: [3, 1] },
    },
  ]);
  expect(tails(drawn)).toEqual({ tv: 3 });
  expect(observationText(drawn)[1]).toBe(
    'drawn once a replicate, above its center: nodes.y.responses.tv.adstock.geometric.alpha ~ beta(3, 1)',
  );
});

test('the hash names the law', () => {
  const hashes = [
    '2',
    '{ draw: { normal: [2, 0.5] } }',
    '{ draw: { normal: [2, 0.6] } }',
    '{ draw: { uniform: [1, 3] } }',
  ];
  expect(new Set(hashes.map((effect) => hashJson(world(effect)))).size).toBe(4);
});

test('a center lies within its bounds', () => {
  expect(world('{ draw: { normal: [2, 0.5], within: [2.5, 4] } }').nodes[1]!.terms[0]!.effect).toBe(2.5);
});

describe('each mistake is answered by one line', () => {
  test.each([
    [
      text('{ draw: { gaussian: [2, 0.5] } }'),
      'x.yaml:7:40 nodes.y.responses.tv.effect.draw: unknown law "gaussian"; expected one of normal, uniform, lognormal, beta, gamma with its two numbers, as in { normal: [1, 0.2] }, and bounds, if any, as within: [0, 2]',
    ],
    [
      text('{ draw: { norml: [2, 0.5] } }'),
      'x.yaml:7:40 nodes.y.responses.tv.effect.draw: unknown law "norml"; did you mean "normal"?',
    ],
    [
      text('{ draw: { normal: [2] } }'),
      'x.yaml:7:40 nodes.y.responses.tv.effect.draw: normal takes two numbers, received [2]',
    ],
    [
      text('{ draw: { normal: [2, -1] } }'),
      'x.yaml:7:40 nodes.y.responses.tv.effect.draw: sd of normal must be a positive number, got -1',
    ],
    [
      text('{ draw: { normal: [2, 1], within: [4, 3] } }'),
      'x.yaml:7:40 nodes.y.responses.tv.effect.draw: within takes two numbers, the smaller first, received [4,3]',
    ],
    [
      text('{ draw: { uniform: [2, 3], within: [4, 5] } }'),
      'x.yaml:7:40 nodes.y.responses.tv.effect.draw: nothing of it lies within 4 and 5',
    ],
    [
      text('2', '{ draw: { normal: [0.5, 0.2] } }'),
      'x.yaml:7:66 nodes.y.responses.tv.adstock.geometric.alpha: can come out as -1.3: expected at least 0, received -1.3; bound the draw by `within`',
    ],
    [
      text('2', '0.5', 'max_lag: { draw: { uniform: [2, 8] } }'),
      'x.yaml:7:80 nodes.y.responses.tv.adstock.geometric.max_lag: cannot be drawn: tails must hold for every draw',
    ],
  ])('%#', (written, line) => {
    expect(complaints(written)).toEqual([line]);
  });
});

test('editors let a draw stand wherever a number may, but in dials', () => {
  const schema = scenarioJsonSchema() as { readonly properties: Defs; readonly $defs: Defs };
  /** Definitions that a part of the schema leads to. */
  const reached = (part: unknown, seen = new Set<string>()): ReadonlySet<string> => {
    for (const [, name] of JSON.stringify(part).matchAll(/#\/\$defs\/(\w+)/g)) {
      if (seen.has(name!)) continue;
      seen.add(name!);
      reached(schema.$defs[name!], seen);
    }
    return seen;
  };
  expect(schema.$defs.draw).toMatchObject({ properties: { draw: { properties: { normal: {}, within: {} } } } });
  expect(reached(schema.properties.nodes)).toContain('draw');
  expect(reached(schema.properties.observation)).toContain('draw');
  expect(reached(schema.properties.dials)).not.toContain('draw');
});

type Defs = Readonly<Record<string, unknown>>;
