import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { encodeLine } from '../experiment/journal/line.ts';
import type { AttemptRecord } from '../experiment/run/record.ts';
import { runStudy } from '../experiment/runStudy.node.ts';
import { inFolder } from '../experiment/small.fixture.node.ts';
import { parseStudy } from '../experiment/study/study.ts';
import { compareVersions } from './compare.ts';
import { openCompared } from './results.node.ts';

const text = (decision: string) => `
name: decided
scenarios: [ar1-errors]
periods: 26
estimators: { ols: { use: ols } }
${decision}
replicates: 4
seed: 7
`;
const version = (folder: string) => {
  const opened = openCompared(folder);
  const arms = opened.version.arms.map((arm) => {
    const rows = [...arm.rows()];
    return { ...arm, rows: () => rows };
  });
  opened.close();
  return { ...opened.version, arms };
};

test('two runs that differ in their decisions alone have changed; of other decisions they are not compared', async () => {
  await inFolder(async (root) => {
    const run = async (name: string, decision: string) => {
      const out = join(root, name);
      await runStudy({ study: parseStudy(text(decision), 'decided.yaml'), out, workers: 0 });
      return out;
    };
    const [one, two] = [await run('one', 'decision: {}'), await run('two', 'decision: {}')];
    const tiers = () => compareVersions(version(one), version(two)).sameness.map(({ tier }) => tier);
    expect(tiers()).toEqual(['identical']);
    const rows = [...version(one).arms[0]!.rows()];
    expect(JSON.parse(rows[0]!.decision!)).toMatchObject({ regret: expect.any(Number), misplaced: expect.any(Number) });

    // what a fault in the decisions would write: one split of one fit turned to another
    const journal = join(two, readdirSync(two).find((name) => name.startsWith('attempts-'))!);
    const lines = readFileSync(journal, 'utf8').trim().split('\n');
    const turned = lines.findIndex((line) => line.includes('"misplaced"'));
    const { sum: _, ...record } = JSON.parse(lines[turned]!) as AttemptRecord & { readonly sum: string };
    const other = encodeLine({ ...record, decision: { ...record.decision!, misplaced: 0.75 } });
    writeFileSync(journal, lines.map((line, i) => (i === turned ? other : `${line}\n`)).join(''));
    expect(tiers()).toEqual(['T2']);

    const [wide, none] = [await run('wide', 'decision: { bounds: [0.2, 3] }'), await run('none', '')];
    expect(() => compareVersions(version(one), version(wide))).toThrow(/wide: decides \{.*"bounds":\[0\.2,3\]/);
    expect(() => compareVersions(version(one), version(none))).toThrow(/none: decides nothing, the baseline \{/);
    expect([...version(none).arms[0]!.rows()].map(({ decision }) => decision)).toEqual([null, null, null, null]);
  });
});
