import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runStudy } from '../runStudy.node.ts';
import { inFolder } from '../small.fixture.node.ts';
import { parseStudy } from '../study/study.ts';

const text = `
name: reasons
scenarios: [hidden-demand, seen-demand]
periods: 104
estimators:
  right: { use: ols, media: { given: truth }, scenarios: [seen-demand] }
  blind: { use: ols, media: { given: truth }, controls: none }
  shifted: { use: oracle-shifted, delta: 0.5, scenarios: [seen-demand] }
replicates: 25
seed: 3
`;

test('each miss has its reason, by the graph; rows carry the verdict', async () => {
  await inFolder(async (out) => {
    const { misses, hash } = await runStudy({ study: parseStudy(text, 'reasons.yaml'), out, workers: 0 });
    const found = misses!.missed.map(({ bias, reason }) => `${bias.cell} ${bias.arm}: ${reason}`);
    expect(new Set(found)).toEqual(
      new Set([
        'hidden-demand@104 blind: not identified from what was observed',
        'seen-demand@104 blind: identified, but this estimator does not adjust for it',
        'seen-demand@104 shifted: finite sample, prior or fit',
      ]),
    );
    const lines = (name: string) => readFileSync(join(out, name), 'utf8').trimEnd().split('\n');
    const [head, ...rows] = lines('misses.csv');
    expect(head).toMatch(/^study,cell,scenario,periods,arm,channel,estimand,target,identified,adjusts,reason,bias,/);
    expect(rows).toHaveLength(misses!.missed.length);
    expect(lines('estimates.csv')[0]).toContain(',target,identified,adjusts,truth,');
    expect(lines('performance.csv')[0]).toContain(',target,identified,adjusts,policy,');
    expect(lines('performance.csv').some((line) => line.includes(',on,adjustment,false,as-analyzed,bias,'))).toBe(true);
    expect(lines('performance.csv').some((line) => line.includes(',on,none,false,as-analyzed,bias,'))).toBe(true);
    expect(existsSync(join(out, 'decomposition.csv'))).toBe(false);
    // verdicts are no part of the rows that the hash is of
    const journal = readFileSync(join(out, 'attempts-0000.ndjson'), 'utf8');
    expect(journal).not.toContain('identified');
    // a file that the journal no longer stands behind does not outlive new rows
    writeFileSync(join(out, 'decomposition.csv'), 'old');
    const more = await runStudy({ study: { ...parseStudy(text, 'reasons.yaml'), replicates: 26 }, out, workers: 0 });
    expect(existsSync(join(out, 'decomposition.csv'))).toBe(false);
    expect(more.hash).not.toBe(hash);
  });
});
