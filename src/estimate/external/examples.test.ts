import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { buildDataset } from '../../dataset/build.ts';
import type { Dataset } from '../../dataset/types.ts';
import { loadStudy } from '../../experiment/load/study.node.ts';
import { runStudy } from '../../experiment/runStudy.node.ts';
import { inFolder } from '../../experiment/small.fixture.node.ts';
import type { ChannelCurves } from '../../media/types.ts';
import type { Effect, Estimate } from '../contract.ts';
import { checkEstimate } from '../contractCheck.ts';
import { ols } from '../ols/ols.ts';
import { testDataset, testRequest } from '../testData.ts';
import { externalEstimator } from './external.node.ts';

/** The examples run where their runtime is; with this set (tools/ci/external.sh) one that is missing is a failure. */
const mustRun = process.env.PLUMBLINE_EXTERNAL_EXAMPLES === 'all';

const folder = fileURLToPath(new URL('../../../examples/external/', import.meta.url));
const estimator = externalEstimator(folder);
afterAll(estimator.close);
// compiled once a machine
process.env.R_USER_CACHE_DIR ??= join(tmpdir(), 'plumbline-r-cache');

const has = (program: string, ...words: string[]): boolean => {
  if (mustRun) return true;
  try {
    execFileSync(program, words, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};
const python = '/usr/bin/python3';
const r = (...packages: string[]) => `stopifnot(${packages.map((name) => `requireNamespace("${name}")`).join(', ')})`;
const hasPython = has(python, '-c', 'import statsmodels.api');
const hasGlmnet = has('Rscript', '-e', r('glmnet', 'jsonlite'));
// compiling takes a minute, so it is for CI, and for those who ask
const hasStan = mustRun && has('Rscript', '-e', r('rstan', 'jsonlite'));

/** What all three examples assume: adstock of 0.5 over four periods, and no saturation. */
const curves: ChannelCurves = {
  adstock: { curve: 'geometric', parameters: [0.5], maxLag: 4, normalize: true },
  saturation: { curve: 'none', parameters: [] },
  order: 'adstock-first',
};
const own = { alpha: 0.5, max_lag: 4 };
const roas = { tv: 2, radio: 3 };
const { dataset } = testDataset(roas, { periods: 60, noise: 0.5, curves });
// a tail longer than the future spend that is known, and a window inside
const requests = [
  testRequest('tv', ['roas.total', 'contribution', 'roas.mediated'], [0, 59], 7),
  testRequest('radio', ['roas.direct', 'contribution.direct'], [10, 20], 2),
];

/** Without controls, as many a dataset is. */
const { digest: _, ...given } = dataset;
const bare = buildDataset({ ...given, controls: [] });

async function answered(command: readonly string[], settings: object, data: Dataset, request = requests[0]!) {
  const all = estimator.settingsSchema.parse({ command, settings: { ...own, ...settings }, seconds: 400 });
  const estimate = await estimator.fit(data, all, request);
  return checkEstimate(estimate, request, data.periods) as Extract<Estimate, { status: 'ok' }>;
}

test.runIf(hasPython)('Python: statsmodels on the same columns agrees with our own OLS to 1e-8', async () => {
  const settings = ols.settingsSchema.parse({
    media: { given: { tv: curves, radio: curves } },
    controls: 'all',
    intervals: 'classical',
  });
  for (const request of requests) {
    const theirs = await answered([python, 'python/ols.py'], {}, dataset, request);
    const ours = (await ols.fit(dataset, settings, request)) as typeof theirs;
    expect(theirs.status).toBe('ok');
    expect(theirs.effects.map((effect) => effect === null)).toEqual(ours.effects.map((effect) => effect === null));
    const flat = (effects: readonly (Effect | null)[]) =>
      effects.flatMap((effect) =>
        effect === null
          ? []
          : [effect.point, effect.se!, ...effect.intervals.flatMap(({ lower, upper }) => [lower, upper])],
      );
    const [mine, other] = [flat(ours.effects), flat(theirs.effects)];
    expect(mine.length).toBeGreaterThan(8);
    for (const [i, value] of mine.entries()) expect(Math.abs(other[i]! - value)).toBeLessThan(1e-8 * Math.abs(value));
    for (const name of ['tv', 'radio', 'price']) {
      const find = ({ parameters }: typeof theirs) => parameters.find((parameter) => parameter.name === name)!;
      expect(Math.abs(find(theirs).value - find(ours).value)).toBeLessThan(1e-8);
      expect(Math.abs(find(theirs).se! - find(ours).se!)).toBeLessThan(1e-8);
    }
  }
});

test.runIf(hasPython)('Python: the study beside our own OLS gives the same rows to 1e-8', async () => {
  const study = { ...loadStudy('external-python'), replicates: 3 };
  const rows = await inFolder(async (out) => {
    await runStudy({ study, out, workers: 1, only: ['python', 'same-columns'] });
    return readFileSync(join(out, 'estimates.csv'), 'utf8').trim().split('\n');
  });
  const [header, ...lines] = rows.map((row) => row.split(','));
  const column = (name: string) => header!.indexOf(name);
  const numbersOf = (arm: string) =>
    lines
      .filter((cells) => cells[column('arm')] === arm && cells[column('status')] === 'ok')
      .map((cells) => ['point', 'se', 'lower_0.95', 'upper_0.95'].map((name) => Number(cells[column(name)])));
  const [theirs, ours] = [numbersOf('python').flat(), numbersOf('same-columns').flat()];
  expect(ours).toHaveLength(3 * 4 * 4);
  expect(theirs).toHaveLength(ours.length);
  for (const [i, value] of ours.entries()) expect(Math.abs(theirs[i]! / value - 1)).toBeLessThan(1e-8);
});

test.runIf(hasPython)('Python: the program on the page runs', async () => {
  const page = readFileSync(new URL('../../../docs/external-estimators.md', import.meta.url), 'utf8');
  const [, text] = /^```python\n([\s\S]*?)^```$/m.exec(page)!;
  const estimate = await answered([python, '-c', text!], {}, dataset);
  expect(estimate.status).toBe('ok');
  expect(estimate.effects.map((effect) => effect?.point)).toEqual([0, 0, 0]);
});

test.runIf(hasGlmnet)(
  'R: glmnet with next to no penalty finds the coefficients without noise, with intervals',
  async () => {
    const { dataset: exact, lost, spend } = testDataset(roas, { periods: 60, curves });
    const estimate = await answered(['Rscript', 'r/elastic-net.R'], { lambda: 1e-9, samples: 20 }, exact);
    expect(estimate.status).toBe('ok');
    // no lag reaches further than three periods
    const truth = lost('tv', 0, 59, 3, 0);
    expect(estimate.effects[1]!.point / truth).toBeCloseTo(1, 5);
    expect(estimate.effects[0]!.point / (truth / spend('tv', 0, 59))).toBeCloseTo(1, 5);
    expect(estimate.effects[2]).toBeNull();
    const penalized = await answered(['Rscript', 'r/elastic-net.R'], { samples: 20 }, dataset);
    const effect = penalized.effects[0]!;
    expect(effect.draws).toHaveLength(20);
    expect(effect.se).toBeGreaterThan(0);
    expect(effect.point).toBeGreaterThan(1.5);
    expect(effect.point).toBeLessThan(2.5);
    expect(await answered(['Rscript', 'r/elastic-net.R'], { samples: 20 }, dataset)).toEqual(penalized);
  },
);

test.runIf(hasPython && hasGlmnet)(
  'without controls: Python and R answer, and alike where there is no penalty',
  async () => {
    const least = await answered([python, 'python/ols.py'], {}, bare);
    const free = await answered(['Rscript', 'r/elastic-net.R'], { lambda: 1e-9, samples: 20 }, bare);
    expect([least.status, free.status]).toEqual(['ok', 'ok']);
    expect(free.effects[1]!.point / least.effects[1]!.point).toBeCloseTo(1, 4);
  },
);

test.runIf(hasStan)(
  'Stan: the posterior of a regression with wide priors is about that of least squares',
  async () => {
    const command = ['Rscript', 'stan/regression.R'];
    const stan = await answered(command, { chains: 2 }, dataset);
    expect(stan).toMatchObject({ status: 'ok' });
    const settings = ols.settingsSchema.parse({ media: { given: { tv: curves, radio: curves } }, controls: 'all' });
    const ours = (await ols.fit(dataset, settings, requests[0]!)) as typeof stan;
    const [theirs, mine] = [stan.effects[0]!, ours.effects[0]!];
    // 600 draws: Monte Carlo error of the median about a twentieth of the posterior's width, six of them
    expect(Math.abs(theirs.point - mine.point)).toBeLessThan(0.3 * mine.se!);
    expect(theirs.se! / mine.se!).toBeGreaterThan(0.8);
    expect(theirs.se! / mine.se!).toBeLessThan(1.25);
    expect(await answered(command, { chains: 2 }, dataset)).toEqual(stan);
    expect(await answered(command, { chains: 2 }, bare)).toMatchObject({ status: 'ok' });
  },
  500_000,
);
