import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test, vi } from 'vitest';
import type { Executor } from './executors/executor.ts';
import { inlineExecutor } from './executors/inline.ts';
import { processExecutor } from './executors/processes.node.ts';
import { nodeEstimators } from './load/estimators.node.ts';
import { mergeFolders } from './merge/merge.node.ts';
import { readResults, runStudy } from './runStudy.node.ts';
import { canonicalFiles, inFolder, small } from './small.fixture.node.ts';

/** One study, however it is run. SIGKILL at random moments is tools/survive.mjs, SLURM tools/ci/slurm. */
let expected: { readonly hash: string | null; readonly files: readonly string[] };
beforeAll(async () => {
  expected = await inFolder(async (out) => {
    const { hash } = await runStudy({ study: small, out, workers: 0 });
    return { hash, files: canonicalFiles(out) };
  });
});

function check(out: string, hash: string | null): void {
  expect(hash).toBe(expected.hash);
  expect(canonicalFiles(out)).toEqual(expected.files);
  const manifest = JSON.parse(readFileSync(join(out, 'manifest.json'), 'utf8')) as { results_hash: string };
  expect(manifest.results_hash).toBe(hash);
  expect(readResults(out).hash).toBe(hash);
}

test('it is the SHA-256 of the rows, and changes with them', async () => {
  expect(expected.hash).toMatch(/^[0-9a-f]{64}$/);
  await inFolder(async (out) => {
    const other = await runStudy({ study: { ...small, seed: 8 }, out, workers: 0 });
    expect(other.hash).not.toBe(expected.hash);
  });
});

test.each([1, 2, 4])('%i processes give the hash of the inline run', async (workers) => {
  await inFolder(async (out) => {
    check(out, (await runStudy({ study: small, out, workers })).hash);
  });
});

test('so does the reversed order', async () => {
  const inline = inlineExecutor(nodeEstimators('.'), async () => {});
  const reversed: Executor = {
    run: (job) => {
      const blocks = [...job.blocks].reverse().map(({ cell, items }) => ({
        cell,
        items: [...items].reverse().map(({ replicate, arms }) => ({ replicate, arms: [...arms].reverse() })),
      }));
      return inline.run({ ...job, blocks });
    },
  };
  await inFolder(async (out) => {
    check(out, (await runStudy({ study: small, out, executor: reversed })).hash);
  });
});

/** The wall clock and the one of durations, an hour back or a day forth at every so many looks at them. */
async function whileTheClockJumps<T>(work: (clock: () => number) => Promise<T>): Promise<T> {
  let shift = 0;
  let looks = 0;
  const jumping = (clock: () => number) => (): number => {
    looks += 1;
    if (looks % 3 === 0) shift += looks % 2 === 0 ? 86_400_000 : -3_600_000;
    return clock() + shift;
  };
  const clocks = [Date, performance].map((owner) => [owner, owner.now.bind(owner)] as const);
  const spies = clocks.map(([owner, now]) => vi.spyOn(owner, 'now').mockImplementation(jumping(now)));
  try {
    const done = await work(jumping(clocks[1]![1]));
    expect(looks).toBeGreaterThan(100);
    return done;
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}

test.each([0, 2])('so does a clock that jumps all the time, with time limits, in %i processes', async (workers) => {
  await inFolder(async (out) => {
    const study = { ...small, limits: { seconds: 30 } };
    const { hash, counts } = await whileTheClockJumps((clock) =>
      runStudy({ study, out, workers, ...(workers === 0 ? {} : { executor: processExecutor('.', workers, clock) }) }),
    );
    check(out, hash);
    expect(counts.byStatus).toMatchObject({ timeout: 0, oom: 0, lost: 0 });
    // no time is below none, however often the clock is set back
    const times = readFileSync(join(out, 'timings.csv'), 'utf8').trim().split('\n').slice(1);
    for (const line of times) for (const ms of line.split(',').slice(-2)) expect(Number(ms)).toBeGreaterThanOrEqual(0);
  });
});

const orders = [
  [1, 2, 3],
  [1, 3, 2],
  [2, 1, 3],
  [2, 3, 1],
  [3, 1, 2],
  [3, 2, 1],
] as const;

test('so do three shards merged in any order, and by parts', async () => {
  await inFolder(async (root) => {
    const shard = (index: number): string => join(root, `shard-${index}`);
    for (const index of [1, 2, 3]) {
      const { complete, shard: part } = await runStudy({
        ...{ study: small, out: shard(index), workers: 0, shard: { index, of: 3 } },
      });
      expect(complete).toBe(false);
      expect(part!.done).toBe(part!.units);
      expect(part!.units).toBeGreaterThan(20);
    }
    for (const [i, order] of orders.entries()) {
      const out = join(root, `merged-${i}`);
      check(out, mergeFolders(order.map(shard), out).hash);
      for (const name of ['plan.json', 'attempts-0000.ndjson'])
        expect(readFileSync(join(out, name))).toEqual(readFileSync(join(root, 'merged-0', name)));
    }
    const out = join(root, 'by-parts');
    expect(mergeFolders([shard(3)], out)).toMatchObject({ complete: false });
    expect(mergeFolders([shard(1), shard(3)], out)).toMatchObject({ complete: false });
    check(out, mergeFolders([shard(2)], out).hash);
    // and again: nothing new
    expect(mergeFolders([out, shard(1), join(root, 'merged-3')], out)).toMatchObject({ added: 0, hash: expected.hash });
  });
});
