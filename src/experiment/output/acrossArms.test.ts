import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { InputError } from '../../core/errors.ts';
import { nodeSurroundings } from '../load/study.node.ts';
import { planStudy } from '../plan/planStudy.ts';
import { readResults, runStudy } from '../runStudy.node.ts';
import { canonicalFiles, inFolder } from '../small.fixture.node.ts';
import { parseStudy } from '../study/study.ts';
import { acrossNames } from './acrossFiles.ts';

const text = `
name: across
scenarios: [unobserved-confounder, { use: clean, set: { dials.noise: 0.5 } }]
periods: 26
estimators:
  ols: { use: ols }
  noisy: { use: oracle-normal, sd: 0.5 }
  failing: { use: oracle-failing, sd: 0.5, cutoff: 0.5 }
replicates: 60
levels: [0.8]
seed: 11
`;
const declared = text
  .replace('cutoff: 0.5 }', 'cutoff: 0.5, fallback: [noisy, ols] }')
  .replace('seed: 11', 'policy: fallback\nseed: 11');
const study = (source: string) => parseStudy(source, 'across.yaml');
const lines = (folder: string, name: string) => readFileSync(join(folder, name), 'utf8').trimEnd().split('\n');

test('policies, fallbacks and what comes of them change no byte of the rows and of performance.csv', async () => {
  await inFolder(async (one) => {
    const plain = await runStudy({ study: study(text), out: one, workers: 0 });
    await inFolder(async (two) => {
      const other = await runStudy({ study: study(declared), out: two, workers: 0 });
      expect(canonicalFiles(two)).toEqual(canonicalFiles(one));
      expect(other.hash).toBe(plain.hash);
      expect(other.performance).toEqual(plain.performance);
    });
  });
});

test('each file has its columns, n and failures; what failed is counted the same in all', async () => {
  await inFolder(async (out) => {
    const { across, plan } = await runStudy({ study: study(declared), out, workers: 0 });
    const heads = Object.fromEntries(acrossNames.map((name) => [name, lines(out, name)[0]!]));
    for (const name of acrossNames.filter((one) => one !== 'mcnemar.csv'))
      expect(heads[name]).toMatch(/,n,n_failed|,n,n_failed_a,n_failed_b/);
    expect(heads['mcnemar.csv']).toContain(',n,both_failed,only_a_failed,only_b_failed,p');
    for (const name of acrossNames)
      for (const line of lines(out, name)) expect(line.split(',')).toHaveLength(heads[name]!.split(',').length);

    const { policies, failures, failurePairs } = across!;
    const failed = failures.find(({ cell }) => cell === plan.cells[0]!.name)!;
    const { arm, channel, estimand, nFailed } = failed;
    expect(nFailed).toBeGreaterThan(5);
    const key = { cell: failed.cell, channel, estimand, measure: 'bias' };
    const of = (policy: string, name: string) =>
      policies.find((row) => Object.entries({ ...key, policy, arm: name }).every(([k, v]) => Object(row)[k] === v));
    expect(arm).toBe('failing');
    expect(of('complete-case', 'failing')).toMatchObject({ n: 60 - nFailed, nFailed });
    expect(of('complete-case', 'ols')).toMatchObject({ n: 60 - nFailed, nFailed: 0 });
    expect(of('fallback', 'failing')).toMatchObject({ n: 60, nFailed });
    expect(of('fallback', 'noisy')).toMatchObject({ n: 60, nFailed: 0 });
    const pair = failurePairs.find(({ cell, armA, armB }) => cell === failed.cell && armA === 'ols' && armB === arm);
    expect(pair).toMatchObject({ n: 60, both: 0, onlyA: 0, onlyB: nFailed });
    const { policy } = JSON.parse(readFileSync(join(out, 'manifest.json'), 'utf8')) as { policy: string };
    expect(policy).toBe('fallback');
    expect(readResults(out).across).toEqual(across);
  });
});

test('a policy and a chain are declared before the rows are seen: another one is refused', async () => {
  await inFolder(async (out) => {
    await runStudy({ study: study(declared), out, workers: 0, replicates: 2 });
    const again = (source: string) => runStudy({ study: study(source), out, workers: 0, replicates: 2 });
    await expect(again(declared.replace('policy: fallback', 'policy: strict'))).rejects.toThrow(
      'policy: the folder has "fallback", the study "strict"',
    );
    await expect(again(declared.replace('[noisy, ols]', '[ols]'))).rejects.toThrow('fallback: the folder has');
  });
});

test.each([
  [['[noisy, ols]', '[nosy]'], 'estimators.failing.fallback.0: unknown arm "nosy"; did you mean "noisy"?'],
  [['[noisy, ols]', '[failing]'], 'estimators.failing.fallback.0: failing cannot stand in for itself'],
  [['sd: 0.5 }', 'sd: { each: [1, 2] } }'], 'which of noisy[sd=1], noisy[sd=2]? Name one'],
  [
    ['{ use: ols }', '{ use: ols, scenarios: [clean] }'],
    'ols does not run on unobserved-confounder, where failing does',
  ],
  [[', fallback: [noisy, ols]', ''], 'policy: fallback needs an arm that declares one'],
])('%j is refused in one line', async ([from, to], message) => {
  const wrong = study(declared.replace(from!, to!));
  const error = await planStudy(wrong, nodeSurroundings('.')).then(
    () => undefined,
    (thrown: unknown) => thrown as InputError,
  );
  expect(error).toBeInstanceOf(InputError);
  expect(error!.problems).toHaveLength(1);
  expect(error!.message).toContain(message);
});

const toTarget = text.replace('replicates: 60', 'replicates: { target_mcse: { coverage: 0.03 }, max: 250 }');
const only = (source: string) =>
  source
    .replace(
      'scenarios: [unobserved-confounder, { use: clean, set: { dials.noise: 0.5 } }]',
      'scenarios: [unobserved-confounder]',
    )
    .replace('  ols: { use: ols }\n', '');

test('a run to a target stops where its errors are small enough, says so, and goes on from where it is', async () => {
  await inFolder(async (out) => {
    const first = await runStudy({ study: study(only(toTarget)), out, workers: 0 });
    const { stopped } = JSON.parse(readFileSync(join(out, 'manifest.json'), 'utf8')) as {
      stopped: { by: string; replicates: number; looks: number };
    };
    expect(first.plan.replicates % 50).toBe(0);
    expect(stopped).toMatchObject({ replicates: first.plan.replicates });
    expect(['target', 'max']).toContain(stopped.by);
    const again = await runStudy({ study: study(only(toTarget)), out, workers: 0 });
    expect(again.hash).toBe(first.hash);
    expect(again.plan.replicates).toBe(first.plan.replicates);
    // coarser: the first look is enough
    await inFolder(async (other) => {
      const coarse = study(only(toTarget).replace('0.03', '0.2'));
      expect((await runStudy({ study: coarse, out: other, workers: 0 })).plan.replicates).toBe(100);
    });
  });
});

test('with a part of the study there is no target', async () => {
  await inFolder(async (out) => {
    const asked = { study: study(toTarget), out, workers: 0 };
    await expect(runStudy({ ...asked, shard: { index: 1, of: 2 } })).rejects.toThrow(
      'across.yaml replicates: target_mcse looks at all rows, and --shard makes a part of them',
    );
    await expect(runStudy({ ...asked, only: ['ols'] })).rejects.toThrow('--only makes a part of them');
  });
});
