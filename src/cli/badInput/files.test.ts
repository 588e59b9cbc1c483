import { existsSync, readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { cli, inFolder, refused, studyYaml } from '../cli.fixture.ts';

const garbage = Uint8Array.from([0xff, 0xfe, 0x00, 0x5b, 0x0a, 0x09]);
const latin1 = Uint8Array.from([0x23, 0x20, 0xe4, 0x0a]);

test.each([
  ['describe g.yaml', 'g.yaml: this is no text: a zero at byte 2; expected a scenario file'],
  ['describe g.csv', 'g.csv: this is no text: a zero at byte 2; expected a CSV file'],
  ['run g.yaml', 'g.yaml: this is no text: a zero at byte 2; expected a study file'],
  ['fit g.csv --spec g.yaml', 'g.yaml: this is no text: a zero at byte 2; expected a fit file'],
  ['audit g.json', 'g.json: this is no text: a zero at byte 2; expected a reference problem (.json)'],
])('binary garbage: %s', async (words, line) => {
  await refused({ 'g.yaml': garbage, 'g.csv': garbage, 'g.json': garbage }, words, [line]);
});

test('text that is not UTF-8, and text that is no JSON', async () => {
  await refused({ 'g.csv': latin1 }, 'describe g.csv', ['g.csv: this is not UTF-8; save it as UTF-8 text']);
  await inFolder({ 'g.json': '{\n\u0007' }, async (folder) => {
    const { code, err } = await cli(['audit', 'g.json'], folder);
    expect(code).toBe(3);
    // the parser's message quotes the text: its line ends and control characters are shown, not printed
    expect(err).toMatch(/^g\.json: this is not JSON: \P{Cc}+\n$/u);
  });
});

test.each([
  ['describe no.yaml', 'no.yaml: there is no such file'],
  ['describe no.csv', 'no.csv: there is no such file'],
  ['describe .', 'unknown scenario "."'],
  ['describe ./', './: this is a folder; expected a scenario file'],
  ['describe hiden-demand', 'unknown scenario "hiden-demand"; did you mean "hidden-demand"?'],
  ['run ./', './: this is a folder; expected a study file'],
  ['run quikstart', 'unknown study "quikstart"; did you mean "quickstart"?'],
  ['run quickstart --only nope', 'only: no arm or scenario is named "nope"'],
  ['run quickstart --only ols,', '--only: "ols," has an empty name'],
  ['fit ./ --spec ./', './: this is a folder; expected a fit file'],
  ['fit no.csv --spec no.yaml', 'no.yaml: there is no such file'],
  [
    'list scenario',
    'there is no list "scenario"; there are scenarios, experiments, estimators, curves, measures, priors',
  ],
  ['audit', 'audit needs a reference problem, a folder of them, or --self'],
  ['audit no.json', 'no.json: there is no such file or folder'],
  ['audit ./', './: this folder holds no reference problem (.json)'],
  ['audit ./ --self', 'audit takes "./" or --self, not both'],
  ['simulate clean --replicates 2', '--replicates: 2 datasets need a place: give --out too'],
])('%s', async (words, line) => {
  await inFolder({}, async (folder) => {
    const { code, out, err } = await cli(words.split(' '), folder);
    expect({ code, out }).toEqual({ code: 3, out: '' });
    expect(err.split('\n')).toHaveLength(2);
    expect(err.startsWith(line)).toBe(true);
    expect(readdirSync(folder)).toEqual([]);
  });
});

test('a reference problem of an unknown kind, and one whose parts are missing', async () => {
  await refused({ 'a.json': '{ "kind": "olz", "id": "a" }' }, 'audit a.json', [
    'a.json kind: unknown kind "olz"; there are ols, linear, mediation, bayesian-mmm, loo, draw-diagnostics; did you mean "ols"?',
  ]);
  await refused({ 'a.json': '{ "kind": "ols", "id": "a" }' }, 'audit a.json', [
    'a.json a.input: Invalid input: expected object, received undefined',
  ]);
});

test('an output folder that cannot be written', async () => {
  await inFolder({ 'study.yaml': studyYaml, taken: 'a file\n' }, async (folder) => {
    const run = (out: string) => cli(['run', 'study.yaml', '--workers', '0', '--out', out], folder);
    const simulate = (out: string) => cli(['simulate', 'clean', '--out', out], folder);
    expect(await run('taken')).toMatchObject({
      code: 3,
      err: 'taken: the results folder cannot be written: there is a file of that name\n',
    });
    expect(await run('taken/deep/er')).toMatchObject({ code: 3 });
    expect(await simulate('taken')).toMatchObject({
      code: 3,
      err: 'taken: cannot be written: there is a file of that name\n',
    });
    expect(readdirSync(folder).sort()).toEqual(['study.yaml', 'taken']);
  });
});

// where the system answers ENOENT to every attempt Node's own recursive mkdir never comes back
test.skipIf(!existsSync('/proc/self'))('an output folder that no system makes', async () => {
  expect(await cli(['simulate', 'clean', '--out', '/proc/nope/deeper'])).toMatchObject({
    code: 3,
    err: '/proc/nope/deeper: cannot be written: the system makes no folder there\n',
  });
});
