import { expect, test } from 'vitest';
import { z } from 'zod';
import { nouns, parseYamlDocument } from './document.ts';
import { InputError } from './errors.ts';

const curve = z
  .strictObject({ hill: z.strictObject({ slope: z.number().positive() }).optional(), tanh: z.number().optional() })
  .register(nouns, { noun: 'curve' });
const node = z.enum(['demand', 'search']).register(nouns, { noun: 'node' });
const schema = z.strictObject({
  name: z.string().min(1),
  weeks: z.int().min(2).default(104),
  unit: z.enum(['week', 'month']).default('week'),
  curve: curve.optional(),
  phase: z.union([z.number().min(0).lt(1), z.literal('random')]).optional(),
  drivers: z
    .partialRecord(node, z.union([z.number(), z.strictObject({ effect: z.number(), lag: z.int().min(0).default(0) })]))
    .register(nouns, { noun: 'node' })
    .optional(),
  range: z.tuple([z.number(), z.number()]).optional(),
  observed: z.array(node).min(1).optional(),
  slug: z.record(z.string().regex(/^[a-z]+$/, 'a name is lower-case letters'), z.number()).optional(),
});

/** The lines a user would see. */
function complaints(text: string): readonly string[] {
  try {
    parseYamlDocument(text, 'x.yaml', schema);
  } catch (error) {
    if (error instanceof InputError) return error.message.split('\n');
    throw error;
  }
  return [];
}

test('a good document comes back with its defaults', () => {
  expect(parseYamlDocument('name: a\ndrivers: { demand: { effect: 2 } }', 'x.yaml', schema)).toEqual({
    name: 'a',
    weeks: 104,
    unit: 'week',
    drivers: { demand: { effect: 2, lag: 0 } },
  });
});

test('JSON is read the same way', () => {
  expect(complaints('{\n  "name": "a",\n  "weeks": "many"\n}')).toEqual([
    'x.yaml:3:12 weeks: expected a number, received "many"',
  ]);
});

test('all problems are told at once, in the order of the file', () => {
  expect(complaints('nam: a\nweeks: 1\nunit: weak\ncurve: { hil: { slope: 1 } }\n')).toEqual([
    'x.yaml:1:1: unknown key "nam"; did you mean "name"?',
    'x.yaml:2:8 weeks: expected at least 2, received 1',
    'x.yaml:3:7 unit: received "weak"; did you mean "week"?',
    'x.yaml:4:10 curve: unknown curve "hil"; did you mean "hill"?',
  ]);
});

test.each([
  ['weeks: 3', 'x.yaml:1:1 name: missing; expected text'],
  ["name: ''", 'x.yaml:1:7 name: expected at least 1 character, received ""'],
  ['name: a\nweeks: 2.5', 'x.yaml:2:8 weeks: expected a whole number, received 2.5'],
  ['name: a\nweeks: .nan', 'x.yaml:2:8 weeks: expected a number, received NaN'],
  ['name: a\nphase: rndom', 'x.yaml:2:8 phase: expected a number or random, received "rndom"; did you mean "random"?'],
  ['name: a\nphase: 1', 'x.yaml:2:8 phase: expected less than 1, received 1'],
  ['name: a\nphase: [1]', 'x.yaml:2:8 phase: expected a number or random, received a list'],
  ['name: a\ncurve: { hill: { slope: 0 } }', 'x.yaml:2:25 curve.hill.slope: expected more than 0, received 0'],
  ['name: a\ncurve: { hill: {} }', 'x.yaml:2:16 curve.hill.slope: missing; expected a number'],
  ['name: a\ndrivers: { demnd: 3 }', 'x.yaml:2:12 drivers: unknown node "demnd"; did you mean "demand"?'],
  ['name: a\ndrivers: { weather: 3 }', 'x.yaml:2:12 drivers: unknown node "weather"; allowed: demand, search'],
  ['name: a\ndrivers: { demand: yes }', 'x.yaml:2:20 drivers.demand: expected a number or a mapping, received "yes"'],
  [
    'name: a\ndrivers: { demand: { efect: 3 } }',
    'x.yaml:2:22 drivers.demand: unknown key "efect"; did you mean "effect"?',
  ],
  [
    'name: a\ndrivers: { demand: { effect: 3, lag: -1 } }',
    'x.yaml:2:38 drivers.demand.lag: expected at least 0, received -1',
  ],
  ['name: a\nrange: [1]', 'x.yaml:2:8 range: expected at least 2 items, received 1'],
  ['name: a\nobserved:\n  - serch', 'x.yaml:3:5 observed.0: unknown node "serch"; did you mean "search"?'],
  ['name: a\nobserved: []', 'x.yaml:2:11 observed: expected at least 1 item, received 0'],
  ['name: a\nslug: { A: 1 }', 'x.yaml:2:9 slug: a name is lower-case letters'],
  ['name:', 'x.yaml:1:6 name: expected text, received nothing'],
  ['- a\n- b', 'x.yaml:1:1: expected a mapping, received a list'],
  ['a\n', 'x.yaml:1:1: expected a mapping, received "a"'],
])('%j is answered by one line', (text, line) => {
  expect(complaints(text)).toEqual([line]);
});

test.each([
  ['', 'x.yaml:1:1: the file is empty'],
  ['# nothing here\n', 'x.yaml:1:1: the file is empty'],
  ['name: a\nname: b\n', 'x.yaml:2:1: this key is given twice in one mapping'],
  ['name: a\n---\nname: b\n', 'x.yaml:2:1: a second document starts here; allowed is one a file'],
  ['name: "a\n', 'x.yaml:2:1: not well-formed YAML: missing closing "quote'],
  ['name: a\n\tweeks: 3', 'x.yaml:2:1: not well-formed YAML: tabs are not allowed as indentation'],
  ['name: *who\n', 'x.yaml: unresolved alias (the anchor must be set before the alias): who'],
  ['name: !thing a\n', 'x.yaml:1:7: not well-formed YAML: unresolved tag: !thing'],
  ['name: a\n? [1, 2]\n: 3\n', 'x.yaml:2:3: a key must be a plain word, not a list or a mapping'],
  [
    '<<: { name: a }\nname: b\n',
    'x.yaml:1:1: unknown key "<<"; allowed: name, weeks, unit, curve, phase, drivers, range, observed, slug',
  ],
  [
    '__proto__: { name: b }\nname: a\n',
    'x.yaml:1:1: unknown key "__proto__"; allowed: name, weeks, unit, curve, phase, drivers, range, observed, slug',
  ],
])('what is no document, %j, is answered by one line', (text, line) => {
  expect(complaints(text)).toEqual([line]);
});

test('an alias bomb is refused before it goes off', () => {
  const level = (name: string, of: string) => `${name}: &${name} [${Array(10).fill(`*${of}`).join(', ')}]`;
  const bomb = ['a: &a [x]', level('b', 'a'), level('c', 'b'), level('d', 'c'), level('e', 'd'), level('f', 'e')].join(
    '\n',
  );
  expect(complaints(bomb)).toEqual(['x.yaml: aliases multiply to more than 100 copies of a value; write it out']);
});

test('a value behind an alias is found at its anchor', () => {
  expect(complaints('name: a\ncurve: &c\n  tanh: flat\n')).toEqual([
    'x.yaml:3:9 curve.tanh: expected a number, received "flat"',
  ]);
  expect(complaints('slug: &s { a: one }\nname: a\ncurve: *s\n')).toEqual([
    'x.yaml:1:12 curve: unknown curve "a"; allowed: hill, tanh',
    'x.yaml:1:15 slug.a: expected a number, received "one"',
  ]);
});
