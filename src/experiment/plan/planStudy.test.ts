import { expect, test } from 'vitest';
import { InputError } from '../../core/errors.ts';
import { listStudies, loadStudy, nodeSurroundings, studyRoot } from '../load/study.node.ts';
import { smallText } from '../small.fixture.node.ts';
import { parseStudy } from '../study/study.ts';
import { planStudy } from './planStudy.ts';
import { type Plan, runsIn } from './types.ts';
import { unitId } from './unit.ts';

const plan = (text: string): Promise<Plan> => planStudy(parseStudy(text, 'x.yaml'), nodeSurroundings('.'));

test('cells are named by scenario, set and periods, arms by what is swept', async () => {
  const { cells, arms } = await plan(smallText);
  expect(cells.map((cell) => cell.name)).toEqual(['unobserved-confounder@26', 'clean[noise=0.5]@26']);
  expect(arms.map((arm) => arm.name)).toEqual(['ols', 'noisy[sd=1]', 'noisy[sd=2]', 'failing']);
});

test('an arm restricted to some scenarios runs on no other', async () => {
  const small = await plan(smallText);
  expect(small.arms.map((_, arm) => runsIn(small, 0, arm))).toEqual([true, true, true, false]);
  expect(small.arms.map((_, arm) => runsIn(small, 1, arm))).toEqual([true, true, true, true]);
});

test('a plan is plain JSON, and holds settings with every default', async () => {
  const small = await plan(smallText);
  expect(JSON.parse(JSON.stringify(small))).toEqual(small);
  expect(small.arms[0]!.settings).toMatchObject({ media: 'default', intervals: 'classical' });
  expect(small.cells[1]!.estimands.map(({ channel }) => channel)).toEqual(['tv', 'search', 'social', 'display']);
});

test('names, sweeps as they are written and texts about a world change no unit; what is run does', async () => {
  const units = async (text: string): Promise<readonly string[]> => {
    const { cells, arms } = await plan(text);
    return cells.flatMap((cell) => arms.map((arm) => unitId(cell, 0, arm)));
  };
  const before = await units(smallText);
  expect(await units(smallText.replace('ols: {', 'my-ols: {').replace('name: small', 'name: other'))).toEqual(before);
  expect(await units(smallText.replace('{ each: [0.5] }', '0.5'))).toEqual(before);
  const changes = [
    ['periods: 26', 'periods: 27'],
    ['{ use: ols }', '{ use: ols, intervals: hc3 }'],
    ['each: [0.5]', 'each: [0.6]'],
  ] as const;
  for (const [old, now] of changes) {
    const after = await units(smallText.replace(old, now));
    expect(after.filter((unit) => !before.includes(unit)).length).toBeGreaterThan(0);
  }
  expect(new Set(before).size).toBe(before.length);
});

/** The lines a user would see. */
async function complaints(text: string): Promise<string> {
  try {
    await plan(text);
  } catch (error) {
    if (error instanceof InputError) return error.message;
    throw error;
  }
  return '';
}

test.each([
  ['use: ols', 'use: osl', 'x.yaml:6:15 estimators.ols.use: unknown estimator "osl"; did you mean "ols"?'],
  [
    '[unobserved',
    '[unobservd',
    'x.yaml:3:13 scenarios.0: unknown scenario "unobservd-confounder"; did you mean "unobserved-confounder"?',
  ],
  ['dials.noise', 'dials.nois', 'x.yaml:3:36 scenarios.1: dials.nois: unknown dial "nois"; did you mean "noise"?'],
  ['each: [1, 2]', 'each: [1, -2]', 'x.yaml:7:36 estimators.noisy.sd: expected more than 0, received -2'],
  [
    '{ use: ols }',
    '{ use: ols, interval: hc3 }',
    'x.yaml:6:20 estimators.ols: unknown key "interval"; did you mean "intervals"?',
  ],
  [
    '{ use: ols }',
    '{ use: ols, channels: [x1] }',
    'x.yaml:6:8 estimators.ols: in cell clean[noise=0.5]@26: channels[0]: the data have no "x1" here',
  ],
  ['scenarios: [clean] }', 'scenarios: [claen] }', 'unknown scenario of this study "claen"; did you mean "clean"?'],
  [
    'seed: 7',
    'seed: 7\nestimands: [{ roas.total: { window: [0, 51] } }]',
    'x.yaml:12:12 estimands: in cell unobserved-confounder@26: estimands[0].roas.total.window: [0, 51]; allowed are first ≤ last within 0..25',
  ],
  ['failing: { use: oracle-failing', 'failing: { use: ols', 'arm failing is the same as ols; remove one'],
  ['[unobserved-confounder,', '[clean, clean,', 'cell clean@26 is the same as clean@26; remove one'],
])('%s → %s', async (before, after, message) => {
  expect(await complaints(smallText.replace(before, after))).toContain(message);
});

test('all problems of a study are told at once', async () => {
  const text = smallText.replace('use: ols', 'use: osl').replace('[unobserved', '[unobservd');
  expect((await complaints(text)).split('\n')).toHaveLength(2);
});

test.each(listStudies())('experiments/%s.yaml can be planned', async (name) => {
  const study = loadStudy(name);
  const { cells, arms } = await planStudy(study, nodeSurroundings(studyRoot(study)));
  expect(study.name).toBe(name);
  expect(cells.length * arms.length).toBeGreaterThan(0);
});
