import type { ChildProcess } from 'node:child_process';
import { mkdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { cli, inFolder, spawnCli, studyYaml } from '../cli.fixture.ts';

/** Takes its time; one of its two variants fails. */
const slow = `export default { id: 'slow', fit: async (dataset, settings, { estimands, levels }) => {
  await new Promise((resolve) => setTimeout(resolve, 30));
  if (settings.variant === 2) throw new Error('made to fail');
  return {
    status: 'ok', fitted: new Float64Array(dataset.periods), parameters: [], diagnostics: {},
    effects: estimands.map((estimand) => ({
      estimand, point: 1, se: 1, intervals: levels.map((level) => ({ level, lower: 0, upper: 2 })),
    })),
  };
} };`;
const slowYaml = `name: slow
scenarios: [clean]
periods: 30
estimators: { slow: { use: ./slow.mjs, variant: { each: [1, 2] } } }
replicates: 200
seed: 1
`;
const TOTAL = 400;

type Json = {
  readonly complete: boolean;
  readonly done: number;
  readonly failed: number;
  readonly by_status: Readonly<Record<string, number>>;
  readonly missing: number;
  readonly running: readonly string[];
  readonly per_second: number | null;
  readonly seconds_left: number | null;
  readonly ends_at: string | null;
  readonly damaged_lines: readonly string[];
};
const told = async (folder: string): Promise<Json> =>
  JSON.parse((await cli(['status', 'results', '--json'], folder)).out) as Json;

test('a study that is running right now: counts, pace and end; killed, it is at a standstill', async () => {
  await inFolder({ 'study.yaml': slowYaml, 'slow.mjs': slow }, async (folder) => {
    let child!: ChildProcess;
    const ended = spawnCli(['run', 'study.yaml', '--out', 'results', '--workers', '1'], {
      folder,
      onceRunning: (process) => {
        child = process;
      },
    });
    const journal = join(folder, 'results', 'attempts-0000.ndjson');
    const lines = (): number => {
      try {
        return readFileSync(journal, 'latin1').split('\n').length;
      } catch {
        return 0;
      }
    };
    while (lines() < 40) await sleep(20);
    const [before, from] = [Date.now(), lines()];
    const status = await told(folder);
    const { out, err } = await cli(['status', 'results'], folder);
    process.kill(-child.pid!, 'SIGKILL');
    await ended;
    expect(status).toMatchObject({ complete: false, running: [join('results', 'attempts-0000.ndjson')] });
    expect(status.damaged_lines).toEqual([]);
    expect(status.done + status.missing).toBe(TOTAL);
    // a truth for every two attempts, and what came in between
    expect(status.done).toBeGreaterThan((from / 3) * 2 - 3);
    expect(status.done).toBeLessThan(TOTAL);
    expect(status.failed).toBe(status.by_status.error);
    expect(Math.abs(2 * status.failed - status.done)).toBeLessThanOrEqual(2);
    // one attempt takes 30 ms and more
    expect(status.per_second).toBeGreaterThan(0);
    expect(status.per_second).toBeLessThan(1000 / 30);
    // all cost the same by the plan's formula
    expect(status.seconds_left).toBeCloseTo(status.missing / status.per_second!, 6);
    const end = Date.parse(status.ends_at!) - 1000 * status.seconds_left!;
    expect(end).toBeGreaterThanOrEqual(before - 2);
    expect(end).toBeLessThan(Date.now());
    expect(err).toBe('');
    expect(out).toMatch(
      /^study {3}slow\ndone {4}\d+ of 400 attempts \(\d+ %\)\nfailed {2}(\d+): \1 error\nmissing \d+\nrunning 1 run, \d+(\.\d)? attempts a second, (\d+ min )?\d+ s left: until \d{4}-\d\d-\d\d \d\d:\d\d\n$/,
    );
    // ten seconds later
    const earlier = Date.now() / 1000 - 11;
    utimesSync(journal, earlier, earlier);
    expect(await told(folder)).toMatchObject({ running: [], per_second: null, seconds_left: null, ends_at: null });
    const still = await cli(['status', 'results'], folder);
    expect(still.code).toBe(0);
    expect(still.out).toMatch(/^running nothing; `plumbline run` goes on$/m);
  });
});

test('what is no study is answered in one line, exit 3', async () => {
  await inFolder({ 'study.yaml': studyYaml, 'notes.txt': 'mine' }, async (folder) => {
    mkdirSync(join(folder, 'empty'));
    mkdirSync(join(folder, 'other'));
    writeFileSync(join(folder, 'other', 'plan.json'), '{ "steps": [] }');
    const refused = async (line: string, ...folders: string[]) =>
      expect(await cli(['status', ...folders], folder)).toEqual({ code: 3, out: '', err: `${line}\n` });
    await refused('empty: is no results folder: it has no plan.json', 'empty');
    await refused('nowhere: is no results folder: there is no such folder', 'nowhere');
    await refused('notes.txt: is no results folder: it has no plan.json', 'notes.txt');
    await refused('other/plan.json: not the plan of a study: it has no hash and plan', 'other');
    writeFileSync(join(folder, 'other', 'plan.json'), '{ "hash": "ab');
    await refused('other/plan.json: not JSON', 'other');
    await cli(['run', 'study.yaml', '--workers', '0'], folder);
    await refused('empty: is no results folder: it has no plan.json', 'results/small', 'empty');
    const plan = join(folder, 'results', 'small', 'plan.json');
    writeFileSync(plan, readFileSync(plan, 'utf8').replace('"seed": 1', '"seed": 2'));
    await refused(
      'results/small/plan.json: the plan does not have the hash that it was written with; was it edited?',
      'results/small',
    );
  });
});

test('parts that are still separate: read as one where they are named, pointed out where they are not', async () => {
  await inFolder({ 'study.yaml': studyYaml }, async (folder) => {
    const part = (index: number, ...more: string[]) =>
      cli(['run', 'study.yaml', '--workers', '0', '--shard', `${index}/3`, ...more], folder);
    await part(1);
    await part(2);
    expect(await cli(['status', 'results/small'], folder)).toEqual({
      ...{ code: 3, out: '' },
      err: 'results/small: is no results folder; 2 parts of a study lie beside it; did you mean "results/small.shard-*"?\n',
    });
    const parts = ['results/small.shard-1-of-3', 'results/small.shard-2-of-3'];
    expect((await cli(['status', ...parts], folder)).out).toMatch(/^done {4}2 of 3 attempts \(66 %\)$/m);
    // named twice is counted once
    expect((await cli(['status', ...parts, ...parts], folder)).out).toMatch(/^missing 1$/m);
    // as `submit` lays them out
    for (const index of [1, 2, 3]) await part(index, '--out', `whole/shards/${index}`);
    const { out } = await cli(['status', 'whole'], folder);
    expect(out).toMatch(/^done {4}3 of 3 attempts \(100 %\)$/m);
    expect(out).toMatch(/^running nothing; complete\nhash {4}[0-9a-f]{64}$/m);
  });
});
