import { expect, test } from 'vitest';
import { estimandKey } from '../../dataset/estimand.ts';
import type { Dataset } from '../../dataset/types.ts';
import type { Estimate, FitRequest } from '../../estimate/contract.ts';
import { resolveWorld } from '../../scenario/scenario.ts';
import { compileWorld, simulate } from '../../simulate/simulate.ts';
import { matchers } from '../index.ts';
import { loadScenario } from '../scenarios.node.ts';
import type { ScenarioLike } from '../trial/scenarioFrom.ts';
import type { AnyEstimator } from '../trial/subject.ts';
import '../vitest.ts';

expect.extend(matchers);

/** One channel whose ROAS is 2 in every dataset; small, so that a dataset costs little. */
const world: ScenarioLike = {
  name: 'line',
  about: 'sales = 100 + 2·tv + noise',
  nodes: {
    tv: { spend: { mean: 20, noise: { lognormal: 0.3 } } },
    sales: { outcome: { level: 100, noise: { normal: 10 } }, responses: { tv: { effect: 2 } } },
  },
  burn_in: 0,
};
const short = { periods: 8, replicates: 200 };
// what is planted is caught for sure, but not at the first try whatever the seed
const seeded = { ...short, seed: 12 };
const oracle = (estimator: string, settings: Readonly<Record<string, unknown>>) => ({ estimator, settings });
const honest = oracle('oracle-normal', { sd: 0.6 });
const texts = async (run: () => Promise<unknown>) =>
  String(
    await run().then(
      () => 'passed',
      (error: Error) => error.message,
    ),
  );

// seeds are left out here: random ones are what the kit is for (one false alarm in 100,000 runs)
test('a correct estimator passes all of them, at whatever seed', async () => {
  await expect(honest).toBeUnbiased(world, short);
  await expect(honest).toCoverNominally(world, short);
  await expect(honest).toRecoverRoas(world, { ...short, within: 0.3 });
  await expect(honest).toBeNoWorseThan(honest, world, short);
  await expect(oracle('oracle-conjugate', { sd: 0.6 })).toHaveUniformRanks(world, short);
});

test('least squares with the true curves is unbiased and covers', async () => {
  const told = oracle('ols', { media: { given: 'truth' } });
  const options = { periods: 26, replicates: 100 };
  await expect(told).toBeUnbiased(world, options);
  await expect(told).toCoverNominally(world, { ...options, level: 0.8 });
});

test('an exact answer is not biased by its rounding', async () => {
  await expect(oracle('oracle-shifted', { delta: 1e-13, sd: 0 })).toBeUnbiased(world, seeded);
  const far = await texts(() => expect(oracle('oracle-shifted', { delta: 1e-3, sd: 0 })).toBeUnbiased(world, seeded));
  expect(far).toContain('tv roas.total[0..7+0]: bias');
});

test('a failing message says seed, cell, what was measured, and how to see it again', async () => {
  const biased = oracle('oracle-shifted', { delta: 0.4, sd: 0.6 });
  const text = await texts(() => expect(biased).toBeUnbiased(world, seeded));
  expect(text).toMatch(
    /^toBeUnbiased: oracle-shifted in cell line@8 is biased\n {2}tv roas\.total\[0\.\.7\+0\]: bias 0\.\d+ ± 0\.0\d+ at a mean truth of 2\.00 \(p \d/,
  );
  expect(text).toContain('seed 12, 200 replicates, try 1 of at most 7');
  expect(text).toContain('again: the same call with { seed: 12, periods: 8, replicates: 200 } gives the same');
  expect(text).toMatch(
    /its data: save the scenario, then plumbline simulate <file> --periods 8 --seed 12 --replicate \d+ --out data/,
  );
  expect(await texts(() => expect(biased).toBeUnbiased(world, seeded))).toBe(text);
});

test('of a scenario that is a file, the replay is a command', async () => {
  const clean = loadScenario('clean');
  const text = await texts(() =>
    expect(oracle('oracle-shifted', { delta: 9 })).toBeUnbiased(clean, { ...short, replicates: 20, seed: 3 }),
  );
  expect(text).toMatch(/plumbline simulate clean --periods 8 --seed 3 --replicate \d+ --out data/);
});

test('the data of the replay are those that were fitted', async () => {
  const clean = loadScenario('clean');
  const fitted: string[] = [];
  const mine: AnyEstimator = {
    id: 'mine',
    fit: (dataset: Dataset, settings: never, request: FitRequest) => {
      fitted.push(dataset.digest);
      return constant(9).fit(dataset, settings, request);
    },
  };
  const text = await texts(() => expect(mine).toBeUnbiased(clean, { periods: 8, replicates: 20, seed: 3 }));
  const replicate = Number(/--replicate (\d+)/.exec(text)![1]);
  const model = compileWorld(resolveWorld(clean));
  const { dataset } = simulate(model, { seed: 3, replicate, periods: 8, requests: [{ kind: 'roas.total' }] });
  expect(fitted[replicate]).toBe(dataset.digest);
});

test('without a seed each run has another, and says which', async () => {
  const seedOf = async () =>
    /seed (\d+)/.exec(await texts(() => expect(oracle('oracle-shifted', { delta: 9 })).toBeUnbiased(world, short)))![1];
  expect(await seedOf()).not.toBe(await seedOf());
});

test('a bias that is allowed passes, one beyond it fails', async () => {
  // .3 of 2 is 15 %
  const biased = oracle('oracle-shifted', { delta: 0.3, sd: 0.2 });
  await expect(biased).toBeUnbiased(world, { ...seeded, within: 0.2 });
  expect(await texts(() => expect(biased).toBeUnbiased(world, { ...seeded, within: 0.05 }))).toContain(
    'is biased by more than 5 % of the truth',
  );
  await expect(biased).not.toBeUnbiased(world, seeded);
});

test('intervals too narrow and too wide do not cover nominally; a margin is granted', async () => {
  const narrow = oracle('oracle-shrunk', { sd: 0.6, factor: 0.5 });
  const text = await texts(() => expect(narrow).toCoverNominally(world, seeded));
  expect(text).toMatch(/does not cover at its level\n.*: \d+ of 200 intervals hold the truth, 0\.\d+ for 0\.95/);
  // coverage is 2Φ(z/2) − 1 = .673: see estimate/oracle
  await expect(narrow).toCoverNominally(world, { ...seeded, within: 0.3 });
  const wide = await texts(() =>
    expect(oracle('oracle-shrunk', { sd: 0.6, factor: 3 })).toCoverNominally(world, { ...seeded, level: 0.5 }),
  );
  expect(wide).toContain('for 0.5');
});

test('ranks of a shifted, a narrow, and no posterior', async () => {
  const conjugate = oracle('oracle-conjugate', { sd: 0.6, prior: { mean: 8, sd: 0.6 } });
  const text = await texts(() => expect(conjugate).toHaveUniformRanks(world, seeded));
  expect(text).toMatch(/of 200 ranks (9\d|100), \d+, \d+, \d+ % lie in the quarters from low to high/);
  expect(await texts(() => expect(honest).toHaveUniformRanks(world, seeded))).toContain(
    'answers without draws have no ranks',
  );
});

test('recovery and comparison say what was lost', async () => {
  const loose = oracle('oracle-normal', { sd: 1 });
  const text = await texts(() => expect(loose).toRecoverRoas(world, { ...seeded, within: 0.1 }));
  expect(text).toMatch(/does not recover ROAS within 10 %\n.*RMSE \S+, \S+ % of a mean truth of 2\.00/);
  expect(await texts(() => expect(loose).toBeNoWorseThan(honest, world, seeded))).toMatch(
    /^toBeNoWorseThan: oracle-normal against oracle-normal in cell line@8 is worse than the baseline \(rmse, margin 5 %\)\n.*loss \S+ against \S+ on 200 shared replicates/,
  );
  await expect(honest).toBeNoWorseThan(loose, world, seeded);
  await expect(honest).not.toBeNoWorseThan(oracle('oracle-conjugate', { sd: 0.2 }), world, {
    ...seeded,
    loss: 'interval-score',
  });
  await expect(oracle('oracle-conjugate', { sd: 0.2 })).toBeNoWorseThan(
    oracle('oracle-conjugate', { sd: 0.6 }),
    world,
    { ...seeded, loss: 'crps' },
  );
});

test('failed fits are not left out in silence', async () => {
  // fails where the noise is high: a sixth of all
  const failing = oracle('oracle-failing', { sd: 0.6 });
  const text = await texts(() => expect(failing).toCoverNominally(world, { ...seeded, within: 0.5 }));
  expect(text).toMatch(
    /\d+ of 200 fits gave no answer, 0\.01 of them may; the first: refused: unsupported: oracle-failing/,
  );
  await expect(failing).toCoverNominally(world, { ...seeded, within: 0.5, failures: 0.3 });
  expect(await texts(() => expect(failing).toBeNoWorseThan(honest, world, { ...seeded, margin: 9 }))).toContain(
    "of 200 fits gave no answer, the baseline's 0",
  );
});

/** Answers what it is told to; needs nothing but `id` and `fit`. */
function constant(point: number): AnyEstimator {
  return {
    id: 'constant',
    fit: (dataset: Dataset, _settings: unknown, { estimands, levels }: FitRequest): Estimate => ({
      status: 'ok',
      effects: estimands.map((estimand) => ({
        estimand,
        point,
        se: 0.1,
        intervals: levels.map((level) => ({ level, lower: point - 1, upper: point + 1 })),
      })),
      fitted: new Float64Array(dataset.periods),
      parameters: [],
      diagnostics: {},
    }),
  };
}

test('the contract is a matcher too', async () => {
  await expect('ols').toKeepTheContract();
  const text = await texts(() => expect(constant(2)).toKeepTheContract());
  expect(text).toMatch(/^toKeepTheContract: constant breaks \d of the 10 laws/);
  expect(text).toContain(
    'currency units: spend × 1024, outcome × 1: tv roas.total[0..39+3]: point 2, 0.001953125 was to be expected',
  );
});

test('a loss that there is not is named', async () => {
  const run = matchers.toBeNoWorseThan(honest, honest, world, { loss: 'mse' as never });
  await expect(run).rejects.toThrow('loss: received "mse"; allowed: rmse, interval-score, crps');
});

test('an estimator of one’s own needs an id and a fit', async () => {
  await expect(constant(2)).toBeUnbiased(world, seeded);
  await expect(constant(2)).toBeNoWorseThan(constant(2.1), world, seeded);
  await expect(constant(2.1)).not.toBeUnbiased(world, seeded);
});

test('off target is said beside a miss', async () => {
  const funnel = {
    name: 'funnel',
    about: 'tv brings visits, visits bring sales',
    nodes: {
      tv: { spend: { mean: 20, noise: { lognormal: 0.3 } } },
      search: { spend: { mean: 10, noise: { lognormal: 0.1 } }, drivers: { tv: 0.5 } },
      sales: { outcome: { level: 100, noise: { normal: 1 } }, responses: { tv: { effect: 1 }, search: { effect: 4 } } },
    },
    burn_in: 0,
  };
  const told = oracle('ols', { media: { given: 'truth' } });
  const text = await texts(() => expect(told).toBeUnbiased(funnel, { periods: 26, replicates: 60, seed: 5 }));
  const key = estimandKey({ kind: 'roas.direct', window: [0, 25], tail: 0, held: ['search'] });
  expect(text).toContain(`off target: what it conditions on answers ${key}`);
});

test.each([
  ['a name', 'clean', {}, "load it: loadScenario('clean') of plumbline/testing/scenarios"],
  ['a broken scenario', { name: 'x' }, {}, 'scenario.yaml'],
  ['too few replicates', world, { replicates: 3 }, 'replicates: received 3; allowed is a whole number, 20 or more'],
  ['a level', world, { level: 95 }, 'level: received 95'],
  ['no scenario', undefined, {}, 'scenario: received undefined; allowed: what loadScenario gives'],
  ['an option', world, { replicate: 50 }, 'options.replicate: unknown key; known are within, periods, set'],
  ['a guess', world, { wihtin: 0.1 }, 'did you mean "within"?'],
  ['a margin', world, { within: -1 }, 'within: received -1'],
  ['a sweep', world, { set: { 'nodes.tv.spend.mean': { each: [1, 2] } } }, '`each:` makes several cells'],
  [
    'no chance',
    { ...world, nodes: { tv: { spend: { mean: 2 } }, sales: { outcome: {}, responses: { tv: { effect: 1 } } } } },
    {},
    'line has no chance in it: all its datasets are one',
  ],
])('bad input is named: %s', async (_, scenario, options, text) => {
  const error = await matchers
    .toBeUnbiased('oracle-normal', scenario as ScenarioLike, { ...seeded, ...options })
    .catch((reason: Error) => reason);
  expect(error).toMatchObject({ name: 'InputError', message: expect.stringContaining(text) });
});
