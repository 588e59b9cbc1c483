import { expect, test } from 'vitest';
import { InputError } from '../../core/errors.ts';
import { parseStudy } from './study.ts';

const good = `
name: prior-strength
question: When does a prior help?
scenarios: [clean, { use: hidden-demand, set: { dials.confounding: { each: [0.3, 1] } } }]
periods: { each: [52, 104] }
estimators:
  ols: { use: ols, intervals: newey-west }
  funnel: { use: ols, aims: roas.direct, scenarios: [clean] }
estimands: [roas.total, { roas.direct: { tail: 0, window: [0, 51], held: [search, google] } }]
replicates: 200
levels: [0.5, 0.95]
seed: 2026
claims:
  - { arm: ols, scenario: hidden-demand, channel: search, measure: relative_bias, above: 0.1 }
`;

test('a study is read as written, with its defaults', () => {
  const study = parseStudy(good, 'x.yaml');
  expect(study).toMatchObject({
    name: 'prior-strength',
    scenarios: [{ use: 'clean', set: {} }, { use: 'hidden-demand' }],
    periods: [52, 104],
    arms: [
      { name: 'ols', use: 'ols', settings: { intervals: 'newey-west' } },
      { name: 'funnel', use: 'ols', aims: 'roas.direct', scenarios: ['clean'], settings: {} },
    ],
    estimands: [{ kind: 'roas.total' }, { kind: 'roas.direct', tail: 0, window: [0, 51], held: ['google', 'search'] }],
    replicates: 200,
    levels: [0.5, 0.95],
    seed: 2026,
  });
  expect(study.convergence).toBeUndefined();
  expect(parseStudy(`${good}convergence: { rhat: 1.01 }`, 'x.yaml').convergence).toEqual({
    rhat: 1.01,
    essPerChain: 100,
  });
  expect(study.claims).toHaveLength(1);
});

test('margins of a comparison are read with their defaults, or left out', () => {
  expect(parseStudy(good, 'x.yaml')).not.toHaveProperty('margins');
  const { margins } = parseStudy(`${good}margins: { bias: 0.1, multiplicity: max-t }`, 'x.yaml');
  expect(margins).toEqual({
    bias: 0.1,
    rmse_ratio: 1.05,
    coverage: 0.02,
    failures: 0.02,
    alpha: 0.05,
    multiplicity: 'max-t',
  });
  expect(complaints(`${good}margins: { coverage: 2 }`)).toEqual([
    expect.stringMatching(/^x\.yaml:\d+:\d+ margins\.coverage: /),
  ]);
});

test.each([
  ['periods: 104', [104]],
  ['periods: [52, 104]', [52, 104]],
  ['periods: { each: [52, 104] }', [52, 104]],
])('%s', (line, periods) => {
  expect(parseStudy(good.replace('periods: { each: [52, 104] }', line), 'x.yaml').periods).toEqual(periods);
});

/** The lines a user would see. */
function complaints(text: string): readonly string[] {
  try {
    parseStudy(text, 'x.yaml');
  } catch (error) {
    if (error instanceof InputError) return error.message.split('\n');
    throw error;
  }
  return [];
}

test.each([
  ['replicates: 200\n', '', 'x.yaml:2:1 replicates: missing; expected a number'],
  ['replicates: 200', 'replicates: 0', 'x.yaml:10:13 replicates: a study needs at least one replicate'],
  ['seed: 2026\n', '', 'x.yaml:2:1 seed: missing; expected a number'],
  ['replicates:', 'replicate:', 'x.yaml:10:1: unknown key "replicate"; did you mean "replicates"?'],
  ['levels: [0.5, 0.95]', 'levels: [0.5, 0.5]', 'x.yaml:11:9 levels: levels must differ'],
  ['levels: [0.5, 0.95]', 'levels: [95]', 'x.yaml:11:10 levels.0: expected less than 1, received 95'],
  ['roas.total,', 'roas.totl,', 'x.yaml:9:13 estimands.0: expected a mapping, roas.total'],
  [
    'window: [0, 51]',
    'window: [51, 0]',
    'x.yaml:9:59 estimands.1.roas.direct.window: the first period of a window must not come after its last',
  ],
  ['above: 0.1', 'level: 0.95', 'a claim needs a bound: above, below, or both'],
  ['each: [0.3, 1]', 'each: []', 'each: needs a list of at least one value; received []'],
])('%s → %s', (before, after, message) => {
  const lines = complaints(good.replace(before, after));
  expect(lines.join('\n')).toContain(message);
});

test('an empty study is told what it lacks, all at once', () => {
  expect(complaints('name: x\nscenarios: []\nperiods: 52\nestimators: {}\n')).toEqual([
    'x.yaml:1:1 replicates: missing; expected a number or a mapping',
    'x.yaml:1:1 seed: missing; expected a number',
    'x.yaml:2:12 scenarios: a study needs at least one scenario',
    'x.yaml:4:13 estimators: a study needs at least one estimator',
  ]);
  expect(complaints('')).toEqual(['x.yaml:1:1: the file is empty']);
});
