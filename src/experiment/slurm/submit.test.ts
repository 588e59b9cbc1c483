import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { InputError } from '../../core/errors.ts';
import { readJournals } from '../journal/index.node.ts';
import { studyRoot } from '../load/study.node.ts';
import { readPlan } from '../output/folder.node.ts';
import { runStudy } from '../runStudy.node.ts';
import { inFolder, small } from '../small.fixture.node.ts';
import { studyStatus } from '../status/status.node.ts';
import type { Scheduler } from './scheduler.node.ts';
import { submitStudy } from './submit.node.ts';

/** A SLURM that only takes notes. */
function notebook(maxArraySize = 1001, inQueue: readonly string[] = []) {
  const calls: { readonly script: string; readonly after: readonly string[] }[] = [];
  const scheduler: Scheduler = {
    maxArraySize: () => maxArraySize,
    queued: () => inQueue,
    submit: (script, after) => String(100 + calls.push({ script, after })),
  };
  return { scheduler, calls };
}

const base = { study: small, minutes: 60, megabytes: 2000, command: ['plumbline'] };
const runShard = (out: string, index: number, of: number, study = small) =>
  runStudy({ study, out: join(out, 'shards', String(index)), shard: { index, of }, workers: 0 });
const rowsOf = (folder: string) =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.ndjson'))
    .flatMap((name) => readFileSync(join(folder, name), 'utf8').trimEnd().split('\n'))
    .filter((line) => line.includes('"kind":"attempt"'));

test('arrays of all shards, and a merge after any end of all of them', async () => {
  await inFolder(async (out) => {
    const { scheduler, calls } = notebook(3);
    const { arrays, merge, missing } = await submitStudy({ ...base, out, shards: 5, scheduler });
    expect(missing).toEqual([1, 2, 3, 4, 5]);
    expect(arrays.map(({ shards, job }) => [shards, job])).toEqual([
      [[1, 2], '101'],
      [[3, 4], '102'],
      [[5], '103'],
    ]);
    expect(calls.map(({ after }) => after)).toEqual([[], [], [], ['101', '102', '103']]);
    expect(calls.map(({ script }) => readFileSync(script, 'utf8'))).toEqual(
      [...arrays, merge!].map(({ text }) => text),
    );
    expect(readPlan(out).name).toBe('small');
  });
});

test('with a throttle an array waits for the one before: the limit holds for all together', async () => {
  await inFolder(async (out) => {
    const { scheduler, calls } = notebook(3);
    await submitStudy({ ...base, out, shards: 5, throttle: 2, scheduler });
    expect(calls.map(({ after }) => after)).toEqual([[], ['101'], ['102'], ['101', '102', '103']]);
  });
});

test('submitted again: what is missing, from the journals; then nothing', async () => {
  await inFolder(async (out) => {
    for (const index of [1, 3]) await runShard(out, index, 4);
    const { scheduler } = notebook();
    const again = await submitStudy({ ...base, out, shards: 4, scheduler });
    expect(again.missing).toEqual([2, 4]);
    for (const index of again.missing) await runShard(out, index, 4);
    // all shards are there, but not merged
    const last = await submitStudy({ ...base, out, shards: 4, scheduler });
    expect([last.missing, last.arrays, last.merge === undefined]).toEqual([[], [], false]);
    rmSync(join(out, 'shards'), { recursive: true });
    await runStudy({ study: small, out, workers: 0 });
    const complete = await submitStudy({ ...base, out, shards: 4, scheduler });
    expect([complete.missing, complete.merge]).toEqual([[], undefined]);
  });
});

test('a study that grew, cut into another number of shards: no attempt is made twice', async () => {
  await inFolder(async (out) => {
    for (const index of [1, 2, 3]) await runShard(out, index, 3);
    const grown = { ...small, replicates: 20 };
    const { scheduler } = notebook();
    const { missing, plan } = await submitStudy({ ...base, study: grown, out, shards: 2, scheduler });
    expect(missing).toEqual([1, 2]);
    const before = readJournals(
      [1, 2, 3].map((i) => join(out, 'shards', String(i))),
      plan,
    );
    const { total, done } = before.ledger.counts();
    before.close();
    for (const index of missing) {
      const parts = new Set(readdirSync(join(out, 'shards', String(index))));
      await runShard(out, index, 2, grown);
      const folder = join(out, 'shards', String(index));
      const fresh = readdirSync(folder).filter((name) => name.endsWith('.ndjson') && !parts.has(name));
      expect(fresh).toHaveLength(1);
      const rows = rowsOf(folder);
      expect(new Set(rows).size).toBe(rows.length);
    }
    const made = await submitStudy({ ...base, study: grown, out, shards: 2, scheduler });
    expect(made.missing).toEqual([]);
    const units = (folders: readonly number[]) =>
      folders.flatMap((i) => rowsOf(join(out, 'shards', String(i))).map((row) => /"unit":"(\w+)"/.exec(row)![1]!));
    // rows were copied with the time they took: two rows of one unit are the same to the last byte
    const rows = [1, 2, 3].flatMap((i) => rowsOf(join(out, 'shards', String(i))));
    expect(new Set(rows).size).toBe(new Set(units([1, 2, 3])).size);
    expect([new Set(rows).size, done < total]).toEqual([total, true]);
  });
});

test('a dry run writes nothing', async () => {
  await inFolder(async (folder) => {
    const out = join(folder, 'results');
    const { scheduler, calls } = notebook();
    const { arrays, merge } = await submitStudy({ ...base, out, shards: 2, scheduler, dryRun: true });
    expect([arrays.length, merge === undefined]).toEqual([1, false]);
    expect([existsSync(out), calls]).toEqual([false, []]);
  });
});

test('while jobs of the folder are in the queue, nothing is submitted', async () => {
  await inFolder(async (out) => {
    const { scheduler, calls } = notebook(1001, ['17', '18']);
    const submitted = submitStudy({ ...base, out, shards: 2, scheduler });
    await expect(submitted).rejects.toThrow(
      `${out}: jobs of this folder are still in the queue (17, 18); wait for them, or scancel them first`,
    );
    expect([calls, readdirSync(out)]).toEqual([[], []]);
  });
});

test('where SLURM takes some scripts and no more, the jobs that it took are named', async () => {
  await inFolder(async (out) => {
    let taken = 0;
    const submit = (): string => {
      if (taken === 2) throw new InputError({ message: 'sbatch --parsable: QOS limit' });
      taken += 1;
      return String(taken);
    };
    const scheduler = { ...notebook(2).scheduler, submit };
    await expect(submitStudy({ ...base, out, shards: 3, scheduler })).rejects.toThrow(
      'sbatch --parsable: QOS limit; jobs 1, 2 had been submitted before: submit again when they have ended, or scancel them first',
    );
  });
});

test('a task of less memory than an attempt may take is refused', async () => {
  await inFolder(async (folder) => {
    const out = join(folder, 'results');
    const study = { ...small, limits: { megabytes: 4000 } };
    await expect(submitStudy({ ...base, study, out })).rejects.toThrow(
      '--mem: 2000 MB; an attempt of this study may take 4000 (limits.megabytes), allowed is 4256 or more',
    );
    expect(existsSync(out)).toBe(false);
    expect((await submitStudy({ ...base, study, out, megabytes: 4256 })).missing).toEqual([1]);
  });
});

test('a folder made ready for a task knows where its study is, for a replay', async () => {
  await inFolder(async (out) => {
    await runShard(out, 1, 2);
    await submitStudy({ ...base, study: { ...small, replicates: 20 }, out, shards: 3 });
    for (const folder of [out, join(out, 'shards', '1'), join(out, 'shards', '2')]) {
      const { root } = JSON.parse(readFileSync(join(folder, 'plan.json'), 'utf8')) as { root?: string };
      expect(root).toBe(studyRoot(small));
    }
  });
});

test('status reads the shards of a folder as parts of it', async () => {
  await inFolder(async (out) => {
    const { scheduler } = notebook();
    await submitStudy({ ...base, out, shards: 3, scheduler });
    const done = [0];
    for (const index of [1, 2, 3]) {
      await runShard(out, index, 3);
      done.push(studyStatus([out], Date.now()).done);
    }
    const { total } = studyStatus([out], Date.now());
    expect(done).toEqual([...done].sort((a, b) => a - b));
    expect([new Set(done).size, done.at(-1)]).toEqual([4, total]);
    rmSync(join(out, 'plan.json'));
    expect(studyStatus([out], Date.now()).complete).toBe(true);
  });
});
