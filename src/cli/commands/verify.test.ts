import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { cli, inFolder } from '../cli.fixture.ts';

/** Oracles whose errors are known: normal with sd 1 and 2, of independent streams, and one that fails where Z is above 0. */
const head = `name: oracles
sources: [A textbook]
scenarios: [clean]
periods: 40
estimators:
  noisy: { use: oracle-normal, sd: { each: [1, 2] } }
  failing: { use: oracle-failing, cutoff: 0 }
replicates: 60
full: { replicates: 90 }
seed: 3
`;
const holds =
  '{ says: It has the sd it was given., arm: "noisy[sd=2]", channel: tv, measure: empirical_se, above: 1, below: 5 }';
const ratio =
  '{ says: It is twice that of the other., arm: "noisy[sd=2]", channel: tv, measure: rmse, against: { arm: "noisy[sd=1]" }, ratio: true, above: 1.2 }';
const open = '{ says: It is biased., arm: "noisy[sd=2]", channel: tv, measure: bias, above: 0.01 }';
const fails = '{ says: It is five off., arm: "noisy[sd=1]", channel: tv, measure: bias, above: 5 }';
const found = fails.replace('above: 5', 'above: 5, expect: fails, finding: docs/findings/five.md');

const study = (...claims: string[]) => ({
  'study.yaml': `${head}claims:\n${claims.map((claim) => `  - ${claim}`).join('\n')}\n`,
});
const verify = (folder: string, ...more: string[]) => cli(['verify', 'study.yaml', '--workers', '0', ...more], folder);

test('claim by claim: holds, fails, undecided, with what was measured; then how many', async () => {
  await inFolder(study(holds, ratio, open, fails), async (folder) => {
    const { code, out, err } = await verify(folder);
    const lines = out.split('\n');
    expect(err).toBe('');
    expect(code).toBe(1);
    expect(lines.slice(0, 2)).toEqual(['oracles', 'A textbook']);
    expect(lines[2]).toMatch(/^60 replicates a cell; the full size, --full, has 90 · \d+\.\d s$/);
    expect(lines[4]).toBe('holds      It has the sd it was given.');
    expect(lines[5]).toBe('           empirical_se of tv, noisy[sd=2], clean@40');
    expect(lines[6]).toMatch(/^ {11}[12]\.\d\d ± 0\.\d\d \(to be from 1 to 5\) · n 60$/);
    expect(lines[7]).toBe('holds      It is twice that of the other.');
    expect(lines[8]).toBe('           rmse of tv, noisy[sd=2], clean@40, over that of noisy[sd=1]');
    expect(lines[10]).toBe('undecided  It is biased.');
    expect(lines[13]).toMatch(/^ {11}about [\d,]+ replicates would decide it$/);
    expect(lines[14]).toBe('fails      It is five off.');
    expect(out).toMatch(/\n2 hold, 1 fail, 1 undecided\n$/);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(100);
    expect(readdirSync(join(folder, 'results', 'verify', 'oracles'))).toContain('performance.csv');
  });
});

test('exit codes: as it was said to, found to fail, undecided; --json has it all', async () => {
  await inFolder(study(holds, found), async (folder) => {
    const { code, out } = await verify(folder, '--json');
    expect(code).toBe(0);
    const { studies, summary } = JSON.parse(out);
    expect(summary).toBe('1 hold, 1 fail (1 as found), 0 undecided');
    expect(studies[0]).toMatchObject({ study: 'oracles', replicates: 60, full_replicates: 90, complete: true });
    expect(studies[0].claims[1]).toMatchObject({
      verdict: 'fails',
      expected: 'fails',
      as_expected: true,
      source: 'A textbook',
    });
    expect((await verify(folder)).out).toContain('\n           fails, as found (docs/findings/five.md)\n');
  });
  await inFolder(study(holds, open), async (folder) => expect((await verify(folder)).code).toBe(2));
  const wrong = holds.replace('above: 1,', 'expect: fails, finding: x.md, above: 1,');
  await inFolder(study(wrong), async (folder) => {
    const { code, out } = await verify(folder);
    expect(code).toBe(1);
    expect(out).toContain('\n           holds, though x.md says that it fails\n');
  });
});

test('what lies too near its bound to tell may be said to; one without a number may not', async () => {
  const near = open.replace('above: 0.01', 'above: 0.01, expect: undecided, finding: docs/findings/near.md');
  await inFolder(study(holds, near), async (folder) => {
    const { code, out } = await verify(folder);
    expect(code).toBe(0);
    expect(out).toContain('\n           undecided, as found (docs/findings/near.md)\n');
    expect(out).toMatch(/\n1 hold, 0 fail, 1 undecided \(1 as found\)\n$/);
  });
  const decided = holds.replace('above: 1,', 'expect: undecided, finding: x.md, above: 1,');
  await inFolder(study(decided), async (folder) => {
    const { code, out } = await verify(folder);
    expect(code).toBe(1);
    expect(out).toContain('\n           holds, though x.md says that it is undecided\n');
  });
  const none = '{ arm: failing, channel: tv, measure: crps, below: 9, expect: undecided, finding: x.md }';
  await inFolder(study(none), async (folder) => expect((await verify(folder)).code).toBe(2));
});

test('a claim of another source than the study names its own', async () => {
  await inFolder(study(holds, ratio.replace('{ says', '{ source: A reader, says')), async (folder) => {
    const { out } = await verify(folder);
    expect(out.match(/A textbook/g)).toHaveLength(1);
    expect(out).toContain('\nholds      It is twice that of the other.\n           A reader\n');
  });
});

test('what there are no answers for is undecided, and says why; failures are counted', async () => {
  const some = '{ arm: failing, channel: tv, measure: bias, below: 9 }';
  const none = some.replace('bias', 'crps');
  await inFolder(study(some, none), async (folder) => {
    const { code, out } = await verify(folder);
    expect(code).toBe(2);
    expect(out).toMatch(/\nholds {6}bias of tv, failing, clean@40\n {11}.* · n \d+ · \d+ failed fits\n/);
    expect(out).toContain('\nundecided  crps of tv, failing, clean@40\n');
    expect(out).toContain('\n           no replicate has all that the measure needs\n');
  });
});

test('--full runs the size of the source in a folder of its own; run prints the verdicts too', async () => {
  await inFolder(study(holds), async (folder) => {
    const { out } = await verify(folder, '--full');
    expect(out).toContain('\n90 replicates a cell, the full size · ');
    expect(readdirSync(join(folder, 'results'))).toEqual(['verify-full']);
    expect((await verify(folder, '--full', '--replicates', '5')).err).toBe(
      '--full and --replicates are two sizes; give one\n',
    );
    const run = await cli(['run', 'study.yaml', '--workers', '0', '--out', 'here'], folder);
    expect(run.code).toBe(0);
    expect(run.out).toMatch(
      /\nholds {6}It has the sd it was given\.\n {11}A textbook\n[\s\S]*\n1 hold, 0 fail, 0 undecided\n$/,
    );
  });
});

test('claims that need no data need no study, and a study needs claims', async () => {
  const { code, out } = await cli(['verify', 'hill-pair']);
  expect(code).toBe(0);
  expect(out).toContain('max_difference of two curves (hill) over 0 to 1');
  await inFolder({ 'study.yaml': head }, async (folder) => {
    expect(await verify(folder)).toEqual({ code: 3, out: '', err: 'study.yaml: the study states no claims\n' });
  });
});
