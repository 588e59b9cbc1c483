import { readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runStudy } from '../runStudy.node.ts';
import { inFolder, small } from '../small.fixture.node.ts';
import { statusJson, studyStatus } from './status.node.ts';

test('a study that is done: counts, and the hash of the manifest', async () => {
  await inFolder(async (out) => {
    const { hash, counts } = await runStudy({ study: small, out, workers: 0 });
    const status = studyStatus([out], Date.now());
    expect(status).toMatchObject({
      ...{ study: 'small', complete: true, total: 84, done: 84, missing: 0, hash, damage: [] },
      ...{
        byStatus: counts.byStatus,
        failed: counts.byStatus.refused,
        running: [],
        perSecond: null,
        secondsLeft: null,
      },
    });
    expect(statusJson(status, 0)).toMatchObject({ results_hash: hash, ends_at: null, damaged_lines: [] });
  });
});

test('a study under way: what is running is a part of the journal that is still touched', async () => {
  await inFolder(async (root) => {
    const folders = [join(root, '1'), join(root, '2')];
    for (const [i, out] of folders.entries())
      await runStudy({ study: small, out, workers: 0, shard: { index: i + 1, of: 3 } });
    const files = folders.map((out) => join(out, 'attempts-0000.ndjson'));
    const [first, second] = files as [string, string];
    const began = statSync(second).birthtimeMs;
    // ten seconds of work in one, the other left alone for an hour
    utimesSync(second, 0, (began + 10_000) / 1000);
    utimesSync(first, 0, (began - 3_600_000) / 1000);
    const now = began + 10_500;
    const status = studyStatus(folders, now);
    const { done, missing, perSecond, secondsLeft } = status;
    expect(status).toMatchObject({ complete: false, running: [second], hash: null });
    expect(done + missing).toBe(84);
    const own = studyStatus([folders[1]!], now).done;
    expect(perSecond).toBeCloseTo(own / 10, 1);
    // equal shards by cost: as long again for the third
    expect(secondsLeft).toBeGreaterThan(8);
    expect(secondsLeft).toBeLessThan(12);
    expect(Date.parse(statusJson(status, now).ends_at!)).toBe(Math.floor(now + 1000 * secondsLeft!));
    // a run that died is no longer touched, and a clock that jumped makes none
    for (const later of [now + 60_000, now - 60_000])
      expect(studyStatus(folders, later)).toMatchObject({ running: [], perSecond: null, secondsLeft: null });
  });
});

test('damage is named; other studies are refused', async () => {
  await inFolder(async (root) => {
    const [a, b] = [join(root, 'a'), join(root, 'b')];
    await runStudy({ study: small, out: a, workers: 0 });
    await runStudy({ study: { ...small, seed: 8 }, out: b, workers: 0 });
    const file = join(a, 'attempts-0000.ndjson');
    writeFileSync(file, readFileSync(file).subarray(0, -9));
    // a run that is alive may be writing that line; one that died is not
    expect(studyStatus([a], Date.now())).toMatchObject({ missing: 1, damage: [] });
    utimesSync(file, 0, Date.now() / 1000 - 60);
    const damage = [expect.stringMatching(`^${file}:\\d+: the last line is torn$`)];
    expect(studyStatus([a], Date.now())).toMatchObject({ missing: 1, damage });
    expect(() => studyStatus([a, b], Date.now())).toThrow('seed is 8 here and 7 there');
  });
});
