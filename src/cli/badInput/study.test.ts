import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { cli, edit, inFolder, refused, studyYaml } from '../cli.fixture.ts';

test.each([
  ['scenarios: [clean]', 'scenarios: []', ['study.yaml:2:12 scenarios: a study needs at least one scenario']],
  ['replicates: 3', 'replicates: 0', ['study.yaml:5:13 replicates: a study needs at least one replicate']],
  ['{ ols: { use: ols } }', '{}', ['study.yaml:4:13 estimators: a study needs at least one estimator']],
  ['seed: 1', 'sed: 1', ['study.yaml:6:1: unknown key "sed"; did you mean "seed"?']],
  ['[clean]', '[claen]', ['study.yaml:2:13 scenarios.0: unknown scenario "claen"; did you mean "clean"?']],
  ['[clean]', '[./no.yaml]', ['study.yaml:2:13 scenarios.0: ./no.yaml: there is no such file']],
  [
    '[clean]',
    '[{ use: clean, set: { nodes.tv.spend.maen: 3 } }]',
    ['study.yaml:2:13 scenarios.0: nodes.tv.spend.maen: unknown key "maen"; did you mean "mean"?'],
  ],
  ['use: ols', 'use: olz', ['study.yaml:4:27 estimators.ols.use: unknown estimator "olz"; did you mean "ols"?']],
  [
    'use: ols',
    'use: ols, intervals: classicl, meda: 3',
    [
      'study.yaml:4:43 estimators.ols.intervals: expected a mapping, classical, hc3 or newey-west, received "classicl"; did you mean "classical"?',
      'study.yaml:4:53 estimators.ols: unknown key "meda"; did you mean "media"?',
    ],
  ],
  ['use: ols', 'use: ./no.mjs', ['study.yaml:4:27 estimators.ols.use: no file ./no.mjs (from "./no.mjs")']],
  [
    'seed: 1',
    'seed: 1\nclaims: [{ arm: old, scenario: claen, channel: tvv, measure: biass, estimand: roas.totl, above: 0 }]',
    [
      'study.yaml:7:17 claims.0.arm: unknown arm "old"; did you mean "ols"?',
      'study.yaml:7:32 claims.0.scenario: unknown scenario "claen"; did you mean "clean"?',
      'study.yaml:7:48 claims.0.channel: unknown channel "tvv"; did you mean "tv"?',
      'study.yaml:7:62 claims.0.measure: unknown measure "biass"; did you mean "bias"?',
      'study.yaml:7:79 claims.0.estimand: unknown estimand "roas.totl"; did you mean "roas.total"?',
    ],
  ],
  [
    'seed: 1',
    'seed: 1\nestimands: [roas.total, { roas.total: {} }]',
    ['study.yaml:7:25 estimands.1: this is asked twice; remove one'],
  ],
  [
    'name: small',
    'name: a/b',
    ['study.yaml:1:7 name: a name is letters, digits, dots, dashes and underscores, received "a/b"'],
  ],
  ['seed: 1', 'seed: 1\nseed: 2', ['study.yaml:7:1: this key is given twice in one mapping']],
])('a study with %s → %s', async (from, to, lines) => {
  await refused({ 'study.yaml': edit(studyYaml, from, to) }, 'run study.yaml --out results --workers 0', lines);
});

test('all problems of an empty study at once', async () => {
  await refused({ 'study.yaml': '# nothing yet\n' }, 'run study.yaml', ['study.yaml:1:1: the file is empty']);
  await refused({ 'study.yaml': 'name: empty\n' }, 'run study.yaml', [
    'study.yaml:1:1 scenarios: missing; expected a list',
    'study.yaml:1:1 periods: missing; expected a number, a list, a mapping or recorded',
    'study.yaml:1:1 estimators: missing; expected a mapping',
    'study.yaml:1:1 replicates: missing; expected a number or a mapping',
    'study.yaml:1:1 seed: missing; expected a number',
  ]);
});

test('a results folder of another plan, of fewer replicates, or with a plan that was damaged, is left as it is', async () => {
  await inFolder({ 'study.yaml': studyYaml }, async (folder) => {
    const run = (...more: string[]) =>
      cli(['run', 'study.yaml', '--workers', '0', '--out', 'results', ...more], folder);
    expect(await run()).toMatchObject({ code: 0 });
    const files = readdirSync(join(folder, 'results'));
    expect(await run('--replicates', '2')).toMatchObject({
      code: 3,
      out: '',
      err: 'results: holds the results of another plan; choose another folder with --out (replicates: the folder has 3, the study 2)\n',
    });
    writeFileSync(
      join(folder, 'study.yaml'),
      studyYaml.replace('seed: 1', 'seed: 2').replace('[clean]', '[collinear]'),
    );
    expect((await run()).err).toBe(
      'results: holds the results of another plan; choose another folder with --out (seed: the folder has 1, the study 2; cell clean@40: no longer in the study)\n',
    );
    writeFileSync(join(folder, 'results', 'plan.json'), '{');
    expect((await run()).err).toBe('results/plan.json: not JSON\n');
    expect(readdirSync(join(folder, 'results'))).toEqual(files);
  });
});

test('a user’s estimator that does not load is found before any work', async () => {
  const study = studyYaml.replace('use: ols', 'use: ./mine.mjs');
  const modules: readonly [string, string][] = [
    ["throw new Error('not today');", './mine.mjs: the module does not load: not today'],
    [
      'export const fit = () => 0;',
      './mine.mjs default: the default export is nothing; an object with id and fit is needed',
    ],
    ["export default { id: 'mine' };", './mine.mjs default: fit: a function (dataset, settings, request) is needed'],
  ];
  for (const [module, line] of modules) {
    // a folder each: Node keeps a module by its path
    await refused({ 'study.yaml': study, 'mine.mjs': module }, 'run study.yaml --workers 0 --out results', [
      `study.yaml:4:27 estimators.ols.use: ${line}`,
    ]);
  }
});
