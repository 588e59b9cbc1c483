import fc from 'fast-check';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { parseYamlDocument } from '../core/document.ts';
import { adstocks, saturations } from './registry.ts';
import {
  adstockChoiceSchema,
  adstockSchema,
  adstockSpec,
  adstockYaml,
  saturationChoiceSchema,
  saturationSchema,
  saturationSpec,
  saturationYaml,
} from './resolve.ts';

test('YAML becomes a spec, defaults filled in', () => {
  expect(adstockSpec({ geometric: { alpha: 0.5 } })).toEqual({
    curve: 'geometric',
    parameters: [0.5],
    maxLag: 8,
    normalize: true,
  });
  expect(adstockSpec({ weibull_cdf: { scale: 3, shape: 2, max_lag: 4, normalize: false } })).toEqual({
    curve: 'weibull_cdf',
    parameters: [2, 3],
    maxLag: 4,
    normalize: false,
  });
  expect(saturationSpec({ hill: { slope: 1.2, half_saturation: 50 } })).toEqual({
    curve: 'hill',
    parameters: [50, 1.2],
  });
});

test('none is a plain word, with one lag', () => {
  expect(adstockSpec('none')).toEqual({ curve: 'none', parameters: [], maxLag: 1, normalize: true });
  expect(saturationSpec('none')).toEqual({ curve: 'none', parameters: [] });
});

test('every spec comes back from its YAML', () => {
  for (const curve of Object.values(adstocks))
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0.1, max: 0.9, noNaN: true }), { minLength: 2, maxLength: 2 }), (p) => {
        const parameters = p.slice(0, curve.parameters.length);
        const maxLag = curve.id === 'none' ? 1 : 5;
        const spec = { curve: curve.id, parameters, maxLag, normalize: curve.id === 'none' };
        expect(adstockSpec(adstockYaml(spec))).toEqual(spec);
      }),
    );
  for (const curve of Object.values(saturations)) {
    const spec = { curve: curve.id, parameters: curve.parameters.map((_, j) => 0.25 * (j + 1)) };
    expect(saturationSpec(saturationYaml(spec))).toEqual(spec);
  }
});

const refused = (run: () => unknown) => {
  try {
    run();
  } catch (error) {
    return (error as Error).message;
  }
  return 'accepted';
};

test.each([
  [
    'unknown curve',
    () => saturationSpec({ hil: { slope: 1 } }, 'nodes.google.saturation'),
    'nodes.google.saturation: unknown curve "hil"; did you mean "hill"?',
  ],
  ['unknown word', () => saturationSpec('logistik'), 'saturation: unknown curve "logistik"; did you mean "logistic"?'],
  [
    'retention 1',
    () => adstockSpec({ geometric: { alpha: 1 } }),
    'adstock.geometric.alpha: expected less than 1, received 1',
  ],
  [
    'unknown setting',
    () => adstockSpec({ geometric: { alhpa: 0.5 } }),
    'adstock.geometric: unknown setting "alhpa"; did you mean "alpha"?',
  ],
  ['missing parameter', () => adstockSpec({ geometric: {} }), 'adstock.geometric.alpha: missing; expected a number'],
  [
    'word without its parameter',
    () => saturationSpec('logistic'),
    'saturation.logistic.lambda: missing; expected a number',
  ],
  [
    'NaN',
    () => adstockSpec({ geometric: { alpha: Number.NaN } }),
    'adstock.geometric.alpha: expected a number, received NaN',
  ],
  [
    'text',
    () => adstockSpec({ geometric: { alpha: '0.5' } }),
    'adstock.geometric.alpha: expected a number, received "0.5"',
  ],
  [
    'broken lag',
    () => adstockSpec({ geometric: { alpha: 0.5, max_lag: 2.5 } }),
    'adstock.geometric.max_lag: expected a whole number, received 2.5',
  ],
  [
    'no lag',
    () => adstockSpec({ geometric: { alpha: 0.5, max_lag: 0 } }),
    'adstock.geometric.max_lag: expected at least 1, received 0',
  ],
  [
    'yes',
    () => adstockSpec({ geometric: { alpha: 0.5, normalize: 'yes' } }),
    'adstock.geometric.normalize: expected true or false, received "yes"',
  ],
  [
    'no weight',
    () => adstockSpec({ delayed: { alpha: 0.1, theta: 500 } }),
    'adstock.delayed: the weights of 8 lags add up to 0; expected more than 0',
  ],
  [
    'none with settings',
    () => adstockSpec({ none: { max_lag: 3 } }),
    'adstock.none: this curve takes no settings here',
  ],
  [
    'two curves',
    () => adstockSpec({ geometric: { alpha: 0.5 }, delayed: { alpha: 0.5, theta: 1 } }),
    'adstock: expected one of none, geometric, delayed, binomial, weibull_cdf, weibull_pdf; received geometric and delayed',
  ],
  ['no curve', () => adstockSpec({}), 'received no curve'],
  ['a number', () => adstockSpec(3), 'adstock: expected a mapping, received 3'],
  [
    'negative half-saturation',
    () => saturationSpec({ hill: { half_saturation: -50, slope: 1.2 } }),
    'saturation.hill.half_saturation: expected more than 0, received -50',
  ],
  [
    'root above 1',
    () => saturationSpec({ root: { exponent: 1.5 } }),
    'saturation.root.exponent: expected at most 1, received 1.5',
  ],
  ['nothing', () => saturationSpec({ hill: null }), 'saturation.hill: expected a mapping, received nothing'],
])('bad input is answered with path, value and what is allowed: %s', (_, run, message) => {
  expect(refused(run)).toContain(message);
});

test('in a file: line and column of the word that is wrong', () => {
  const world = z.strictObject({ adstock: adstockSchema, saturation: saturationSchema });
  const text = 'adstock: { geometric: { alpha: 1.2 } }\nsaturation: hil\n';
  expect(refused(() => parseYamlDocument(text, 'x.yaml', world)).split('\n')).toEqual([
    'x.yaml:1:32 adstock.geometric.alpha: expected less than 1, received 1.2',
    'x.yaml:2:13 saturation: unknown curve "hil"; did you mean "hill"?',
  ]);
});

test('all problems at once', () => {
  expect(refused(() => saturationSpec({ hill: { half_saturation: 0, slope: -1 } })).split('\n')).toHaveLength(2);
});

test('a curve may be named without its parameters where they are to be estimated', () => {
  expect(adstockChoiceSchema.parse({ geometric: { max_lag: 4 } })).toEqual({
    curve: 'geometric',
    maxLag: 4,
    normalize: true,
  });
  expect(adstockChoiceSchema.parse('delayed')).toEqual({ curve: 'delayed', maxLag: 8, normalize: true });
  expect(adstockChoiceSchema.parse('none')).toEqual({ curve: 'none', maxLag: 1, normalize: true });
  expect(saturationChoiceSchema.parse('logistic')).toEqual({ curve: 'logistic' });
  expect(saturationChoiceSchema.parse({ hill: {} })).toEqual({ curve: 'hill' });
  expect(adstockChoiceSchema.safeParse({ geometric: { alpha: 0.5 } }).success).toBe(false);
  expect(saturationChoiceSchema.safeParse({ hill: { slope: 1 } }).success).toBe(false);
});

test('the JSON Schema for editors accepts a word or an object, and names every curve', () => {
  for (const [schema, ids] of [
    [adstockSchema, Object.keys(adstocks)],
    [saturationSchema, Object.keys(saturations)],
  ] as const) {
    const world = z.toJSONSchema(z.strictObject({ curve: schema }), { io: 'input' });
    const { anyOf } = world.properties!.curve as { anyOf: [{ enum: string[] }, { properties: object }] };
    expect(anyOf[0].enum).toEqual(ids);
    expect(Object.keys(anyOf[1].properties)).toEqual(ids);
  }
});
