import { expect, test } from 'vitest';
import { nodeSurroundings } from '../load/study.node.ts';
import { planStudy } from '../plan/planStudy.ts';
import { parseStudy } from '../study/study.ts';
import { smallSbc } from './sbc.fixture.node.ts';

const text = smallSbc(10);
const plan = async (edited: string) => await planStudy(parseStudy(edited, 'x.yaml'), nodeSurroundings('.'));

test('a study of calibration is one world, one arm, a replicate a simulation', async () => {
  const { cells, arms, replicates, estimands, calibration } = await plan(text);
  expect(cells.map(({ name }) => name)).toEqual(['clean@16']);
  expect(arms.map(({ name, use }) => [name, use])).toEqual([['model', 'bayesian-mmm']]);
  expect({ replicates, estimands }).toEqual({ replicates: 10, estimands: [] });
  expect(calibration).toMatchObject({ draws: 19, bins: 20, failed: 0.1 });
  expect(calibration!.quantities).toContain('roas[tv]');
});

test.each([
  [
    'kind: sbc',
    'kind: sbs',
    /^x.yaml:2:7 kind: unknown kind "sbs"; allowed are sbc and claims, or no kind: a study of estimators; did you mean "sbc"\?$/,
  ],
  ['draws: 19', 'draws: 99\nbins: 30', /^x.yaml:15:7 bins: draws \+ 1 = 100 is no multiple of bins = 30/],
  ['draws: 19', 'draw: 19', /^x.yaml:14:1: unknown key "draw"; did you mean "draws"\?$/],
  ['[tv]', '{ each: [[tv], [search]] }', /^x.yaml:7:13 model.channels: no sweeps: one model on one design a study$/],
  [
    'use: bayesian-mmm',
    'use: bayesian',
    /^x.yaml:6:8 model.use: unknown estimator "bayesian"; did you mean "bayesian-mmm"\?$/,
  ],
  ['scenario: clean', 'scenario: claen', /^x.yaml:12:7 data: unknown scenario "claen"; did you mean "clean"\?$/],
  [
    'sigma: [',
    'sigmma: [',
    /^x.yaml:9:21 model.priors.sigmma: the model has no parameter of this name.*; did you mean "sigma"\?$/,
  ],
  ['[tv]', '[tw]', /^x.yaml:6:3 model: in cell clean@16: channels\[0\]: the data have no "tw".*; did you mean "tv"\?$/],
] as const)('%s → %s is answered at its place', async (from, to, answer) => {
  await expect(plan(text.replace(from, to))).rejects.toThrow(answer);
});

test('an estimator without a prior has nothing to be calibrated', async () => {
  const ols = text.replace(/model:[\s\S]*?data:/, 'model: { use: ols }\ndata:');
  await expect(plan(ols)).rejects.toThrow(
    /^x.yaml:5:15 model.use: ols has no prior to draw data from; .*bayesian-mmm, .*campaign-hierarchy.* can be calibrated$/,
  );
});

test('more failures than fits, or none that can be ranked, are no share', async () => {
  await expect(plan(`${text}limits: { failed: 1 }\n`)).rejects.toThrow('limits.failed');
});
