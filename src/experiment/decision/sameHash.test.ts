import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { mergeFolders } from '../merge/merge.node.ts';
import { runStudy } from '../runStudy.node.ts';
import { inFolder } from '../small.fixture.node.ts';
import { parseStudy, type Study } from '../study/study.ts';

const text = `
name: decided
scenarios: [ar1-errors, synergy]
periods: 26
estimators:
  ols: { use: ols }
  net: { use: elastic-net }
  given: { use: ols, media: { given: truth }, scenarios: [ar1-errors] }
  mute: { use: oracle-normal, sd: 1 }
decision: { bounds: [0.5, 1.5] }
replicates: 6
seed: 7
claims:
  - { arm: given, scenario: ar1-errors, measure: regret, against: { measure: regret_keep }, above: 0, below: 0.08 }
  - { arm: net, scenario: synergy, channel: '*', measure: misplaced_budget, against: { arm: ols }, above: -0.05, below: 0.05 }
`;
const study: Study = parseStudy(text, 'decided.yaml');
const files = (folder: string) =>
  ['estimates.csv', 'performance.csv', 'decisions.csv', 'differences.csv'].map((name) =>
    readFileSync(join(folder, name), 'utf8'),
  );

test('decisions are the same in one process or two, in shards merged in any order, and of a run that goes on', async () => {
  await inFolder(async (root) => {
    const at = (name: string) => join(root, name);
    const { hash, performance, claims } = await runStudy({ study, out: at('one'), workers: 0 });
    const expected = files(at('one'));
    expect((await runStudy({ study, out: at('two'), workers: 2 })).hash).toBe(hash);
    expect(files(at('two'))).toEqual(expected);

    for (const index of [1, 2])
      await runStudy({ study, out: at(`shard-${index}`), workers: 0, shard: { index, of: 2 } });
    for (const order of [
      [1, 2],
      [2, 1],
    ]) {
      const out = at(`merged-${order.join('')}`);
      expect(
        mergeFolders(
          order.map((index) => at(`shard-${index}`)),
          out,
        ).hash,
      ).toBe(hash);
      expect(files(out)).toEqual(expected);
    }
    await runStudy({ study: { ...study, replicates: 2 }, out: at('goes-on'), workers: 0 });
    expect((await runStudy({ study, out: at('goes-on'), workers: 0 })).hash).toBe(hash);
    expect(files(at('goes-on'))).toEqual(expected);

    // an oracle has no curves, so nothing is decided on it; every other arm has a number in every cell
    const regrets = performance.filter(({ measure }) => measure === 'regret');
    expect(regrets.map(({ arm, channel }) => `${arm} ${channel}`)).toEqual([
      'ols *',
      'net *',
      'given *',
      'ols *',
      'net *',
    ]);
    // means of 300 other datasets are .027 to .037, and sds .02 to .03: these are three standard errors of 6 away
    for (const { value, n } of regrets) {
      expect(value).toBeGreaterThan(0.003);
      expect(value).toBeLessThan(0.07);
      expect(n).toBe(6);
    }
    // rules look at no fit: .0053 and .0093 there
    for (const { value } of performance.filter(({ measure }) => measure === 'regret_keep')) {
      expect(value).toBeGreaterThan(0.002);
      expect(value).toBeLessThan(0.016);
    }
    expect(performance.some(({ arm, measure }) => arm === 'net' && measure === 'optimum_sd')).toBe(true);
    const [beside] = claims;
    const of = (measure: string) => performance.find((row) => row.arm === 'given' && row.measure === measure)!.value!;
    expect(beside!.value).toBeCloseTo(of('regret') - of('regret_keep'), 14);
    expect(beside!.what).toBe('regret of the decision, given, ar1-errors@26, minus regret_keep');
    expect(claims.map(({ verdict }) => verdict)).toEqual(['holds', 'holds']);
  });
});

test('the effects of a study are what they are without its decision, bit for bit', async () => {
  await inFolder(async (root) => {
    const { decision: _, claims: __, ...rest } = study;
    const plain = { ...rest, claims: [] };
    await runStudy({ study, out: join(root, 'with'), workers: 0 });
    await runStudy({ study: plain, out: join(root, 'without'), workers: 0 });
    const [withIt, without] = ['with', 'without'].map((name) =>
      readFileSync(join(root, name, 'estimates.csv'), 'utf8'),
    );
    expect(withIt).toBe(without);
  });
});

test('a folder begun with another decision is not gone on with', async () => {
  await inFolder(async (out) => {
    await runStudy({ study: { ...study, replicates: 2 }, out, workers: 0 });
    const other = { ...study, decision: { ...study.decision!, times: 1.1 } };
    await expect(runStudy({ study: other, out, workers: 0 })).rejects.toThrow(/decision: the folder has .*"times":1/);
  });
});
