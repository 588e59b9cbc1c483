import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Performance } from '../../score/types.ts';
import { cli, inFolder, studyYaml } from '../cli.fixture.ts';

const run = (folder: string, ...more: string[]) =>
  cli(['run', 'study.yaml', '--workers', '0', '--out', 'results', ...more], folder);
/** The last line on stderr. */
const look = 'to look at: results/report.html\n';

test('prints the answer on stdout, what became of it on stderr, and leaves the results', async () => {
  await inFolder({ 'study.yaml': studyYaml }, async (folder) => {
    const { code, out, err } = await run(folder);
    expect(code).toBe(0);
    expect(out.split('\n').slice(0, 3)).toEqual([
      'clean@40',
      expect.stringMatching(/^arm +channel +truth +bias +bias % +coverage 0\.95 +n +failed$/),
      expect.stringMatching(/^─+$/),
    ]);
    expect(out).toMatch(/^ols +tv +0\.\d+ +-?\d+\.\d+ ± \d\.\d+ .* 3 +0$/m);
    expect(err).toBe(`3 of 3 attempts · none failed · written to results/\n${look}`);
    expect(readdirSync(join(folder, 'results')).sort()).toEqual([
      'attempts-0000.ndjson',
      'estimates.csv',
      'manifest.json',
      'misses.csv',
      'performance.csv',
      'plan.json',
      'report.html',
      'timings.csv',
    ]);
  });
});

test('--json prints the rows, and running again makes nothing anew', async () => {
  await inFolder({ 'study.yaml': studyYaml }, async (folder) => {
    const first = await run(folder, '--json');
    const rows = JSON.parse(first.out) as Performance[];
    expect(rows.find(({ measure, channel }) => measure === 'bias' && channel === 'tv')).toMatchObject({ n: 3 });
    const bytes = readFileSync(join(folder, 'results', 'performance.csv'), 'utf8');
    expect(await run(folder, '--json')).toEqual(first);
    expect(readFileSync(join(folder, 'results', 'performance.csv'), 'utf8')).toBe(bytes);
    expect(readdirSync(join(folder, 'results')).filter((name) => name.startsWith('attempts'))).toHaveLength(1);
  });
});

const twoArms = studyYaml.replace(
  '{ ols: { use: ols } }',
  '{ ols: { use: ols, intervals: { each: [classical, hc3] }, trend: { each: [true, false] } } }',
);

test('a part of a study is incomplete: exit 4, until the rest is run', async () => {
  await inFolder({ 'study.yaml': twoArms }, async (folder) => {
    const part = await run(folder, '--only', 'ols[intervals=hc3,trend=true],clean');
    expect(part.code).toBe(4);
    expect(part.err).toBe(
      `3 of 12 attempts · none failed · written to results/\nincomplete: the other attempts of this plan are still to be made\n${look}`,
    );
    expect((await run(folder)).code).toBe(0);
  });
});

test('more replicates go on where fewer ended', async () => {
  await inFolder({ 'study.yaml': studyYaml }, async (folder) => {
    await run(folder);
    expect((await run(folder, '--replicates', '5')).err).toContain('5 of 5 attempts');
  });
});

test('channels without variation, collinear ones, more columns than rows: refused with the reason, and the study goes on', async () => {
  const world = (about: string, x2: string) => `name: ${about}
about: ${about}
period: week
nodes:
  x1: { spend: { mean: 10, noise: { lognormal: 0.3 } } }
  x2: ${x2}
  y: { outcome: { level: 100, noise: { normal: 1 } }, responses: { x1: { effect: 2 }, x2: { effect: 1 } } }
`;
  const files = {
    'constant.yaml': world('constant', '{ spend: { mean: 5 } }'),
    'collinear.yaml': world('double', '{ spend: { mean: 0 }, drivers: { x1: 2 } }'),
    'study.yaml': `name: refusals
scenarios: [./constant.yaml, ./collinear.yaml, clean]
periods: [4, 30]
estimators:
  ols: { use: ols, media: { given: truth } }
  oracle: { use: oracle-normal, sd: 1 }
replicates: 2
seed: 1
`,
  };
  await inFolder(files, async (folder) => {
    const { code, out, err } = await run(folder);
    expect(code).toBe(0);
    expect(err.split('\n')).toEqual([
      '24 of 24 attempts · 10 refused · written to results/',
      'why each of them failed: columns status and reason of results/estimates.csv',
      look.trim(),
      '',
    ]);
    expect(out).toMatch(/^double@30\n.*\n.*\nols +x1 [– *]+0 +2$/m);
    const rows = readFileSync(join(folder, 'results', 'estimates.csv'), 'utf8').split('\n');
    const reasons = new Set(rows.flatMap((row) => /,refused,("[^"]*"|[^,]*)/.exec(row)?.[1] ?? []));
    expect([...reasons]).toEqual([
      'constant-channel: the same spend in every period: x2',
      'rank-deficient: x2 is a combination of x1',
      'more-columns-than-rows: 5 columns for 4 rows',
    ]);
  });
});

test('a user’s estimator that answers NaN is a row, and the study goes on', async () => {
  const nan = `export default { id: 'nan', fit: (dataset, settings, request) => ({
    status: 'ok', effects: request.estimands.map((estimand) => ({ estimand, point: NaN, se: 1, intervals: [] })),
    fitted: new Float64Array(dataset.periods), parameters: [], diagnostics: {} }) };`;
  const study = studyYaml.replace('{ ols: { use: ols } }', '{ nan: { use: ./nan.mjs }, ols: { use: ols } }');
  await inFolder({ 'study.yaml': study, 'nan.mjs': nan }, async (folder) => {
    const { code, err } = await run(folder);
    expect(code).toBe(0);
    expect(err).toContain('6 of 6 attempts · 3 invalid-output');
    expect(readFileSync(join(folder, 'results', 'estimates.csv'), 'utf8')).toContain(
      ',invalid-output,effects[0].point: NaN is no finite number,',
    );
  });
});

test('no table is wider than 100 columns, however long the names', async () => {
  const study = twoArms.replace('{ ols:', '{ ordinary-least-squares-of-mine:');
  await inFolder({ 'study.yaml': study }, async (folder) => {
    writeFileSync(join(folder, 'study.yaml'), `question: ${'Is this a long question? '.repeat(8)}\n${study}`);
    const { out } = await run(folder);
    expect(Math.max(...out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(100);
    expect(out).toContain('\nordinary-least-squares-of-mine[intervals=classical,trend=true]\n  tv ');
  });
});

const sbcYaml = (budget: number) => `kind: sbc
name: small-sbc
model:
  use: bayesian-mmm
  channels: [tv]
  sampler: { chains: 2, warmup: 60, draws: 40, max_gradients: ${budget} }
  convergence: { rhat: 100, ess_per_chain: 1 }
data: { scenario: clean, periods: 16 }
simulations: 3
draws: 19
seed: 3
`;

test('a study of calibration ends with its verdict, and leaves ranks in place of estimates', async () => {
  await inFolder({ 'study.yaml': sbcYaml(100_000) }, async (folder) => {
    const { code, out, err } = await run(folder);
    expect(out).toMatch(/^clean@16: 3 simulations, 3 truths ranked among 19 draws\nquantity +p +farthest\n/);
    expect(out).toMatch(/\ncalibrated: all 8 quantities inside the band at level 1 − \.05\/8 = 0\.9938\n$/);
    expect(err).toBe(`3 of 3 attempts · none failed · written to results/\n${look}`);
    expect(code).toBe(0);
    expect(readdirSync(join(folder, 'results')).sort()).toEqual([
      ...['attempts-0000.ndjson', 'calibration.csv', 'manifest.json', 'plan.json'],
      'ranks.csv',
      'report.html',
      'timings.csv',
    ]);
    const more = await run(folder, '--json', '--replicates', '4');
    expect(JSON.parse(more.out)).toMatchObject({ study: 'small-sbc', passed: true, simulations: 4, failed: 0 });
  });
});

test('a model that is not calibrated is a finding: exit 1', async () => {
  await inFolder({ 'study.yaml': sbcYaml(100) }, async (folder) => {
    const { code, out, err } = await run(folder);
    expect(code).toBe(1);
    expect(out).toContain('3 fits failed, 100 % of at most 10 %: TOO MANY');
    expect(out).toMatch(/\nnot calibrated: there is no fit to judge by\n$/);
    expect(err).toContain('why each of them failed: columns status and reason of results/ranks.csv');
  });
});
