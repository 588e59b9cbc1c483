import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Performance } from '../../score/types.ts';
import { cli, inFolder, refused } from '../cli.fixture.ts';

const study = `name: exported
scenarios: [unobserved-confounder]
periods: 13
estimators:
  noisy: { use: oracle-normal, sd: 1 }
  failing: { use: oracle-failing, sd: 1, cutoff: 0.5 }
replicates: 40
levels: [0.95, 0.8]
seed: 4
`;
test('the long form has a row an attempt and question, without numbers where the fit failed', async () => {
  await inFolder({ 'study.yaml': study }, async (folder) => {
    const run = await cli(['run', 'study.yaml', '--workers', '0', '--out', 'results', '--json'], folder);
    const { code, out } = await cli(['export', 'results'], folder);
    expect(code).toBe(0);
    const [head, ...rows] = out.trimEnd().split('\n');
    expect(head).toBe('replicate,dgm,periods,channel,estimand,method,theta,se,true,lower,upper');
    // 40 replicates × 2 arms × 2 channels
    expect(rows).toHaveLength(160);
    const performance = JSON.parse(run.out) as Performance[];
    const find = (arm: string, channel: string, measure: string) =>
      performance.find((row) => {
        const level = measure === 'coverage' ? 0.95 : null;
        return row.arm === arm && row.channel === channel && row.measure === measure && row.level === level;
      })!;
    const empty = rows.filter((row) => /,failing,,,\S+,,$/.test(row));
    expect(empty).toHaveLength(2 * find('failing', 'x1', 'bias').nFailed);
    expect(empty.length).toBeGreaterThan(0);
    expect(await cli(['export', 'results', '--out', 'long.csv'], folder)).toMatchObject({ code: 0, out: '' });
    expect(readFileSync(join(folder, 'long.csv'), 'utf8')).toBe(out);
  });
});

test('what is no results folder, and a place that cannot be written, are one line', async () => {
  await refused({}, 'export nowhere', ['nowhere: is no results folder: there is no such folder']);
  await inFolder({ 'study.yaml': study.replace('replicates: 40', 'replicates: 2') }, async (folder) => {
    await cli(['run', 'study.yaml', '--workers', '0', '--out', 'results'], folder);
    const { code, err } = await cli(['export', 'results', '--out', 'no/such/file.csv'], folder);
    expect(code).toBe(3);
    expect(err).toMatch(/^no\/such\/file\.csv: cannot be written: .*\n$/);
  });
});
