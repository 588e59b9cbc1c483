import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { InputError } from '../../core/errors.ts';
import { hashJson } from '../../core/hash.ts';
import { readJournal } from '../journal/index.node.ts';
import { decodeLine, encodeLine } from '../journal/line.ts';
import { readLines } from '../journal/lines.node.ts';
import type { Plan } from '../plan/types.ts';
import type { AttemptRecord, RunRecord } from '../run/record.ts';
import { runStudy } from '../runStudy.node.ts';
import { inFolder, small } from '../small.fixture.node.ts';
import type { Study } from '../study/study.ts';
import { mergeFolders } from './merge.node.ts';
import { mergeAttempts } from './mergeAttempts.ts';
import { journal } from './records.fixture.ts';

const tiny: Study = { ...small, replicates: 4 };
const run = async (out: string, study: Study = tiny, more: object = {}) => {
  await runStudy({ study, out, workers: 0, ...more });
  return out;
};

const journalFile = (folder: string): string => join(folder, 'attempts-0000.ndjson');
const recordsOf = (file: string): readonly RunRecord[] =>
  [...readLines(file)].map(({ bytes }) => decodeLine(bytes) as RunRecord);
const write = (folder: string, records: readonly RunRecord[]): void =>
  writeFileSync(journalFile(folder), records.map(encodeLine).join(''));

/** A plan.json as another version would have written it. */
function rewritePlan(folder: string, change: (plan: Plan) => Plan): void {
  const file = join(folder, 'plan.json');
  const { plan } = JSON.parse(readFileSync(file, 'utf8')) as { plan: Plan };
  const changed = change(plan);
  writeFileSync(file, JSON.stringify({ hash: hashJson(changed), plan: changed }));
}

const byUnit = (records: readonly RunRecord[]) => mergeAttempts(records);

test('on disk it is what mergeAttempts gives, and the merged folder goes on as one run would have', async () => {
  await inFolder(async (root) => {
    const a = await run(join(root, 'a'), tiny, { shard: { index: 1, of: 2 } });
    const b = await run(join(root, 'b'), tiny, { only: ['noisy'] });
    // of one unit a machine left no more than its loss
    const [first, ...rest] = recordsOf(journalFile(a)).toReversed() as [AttemptRecord, ...RunRecord[]];
    write(a, [...rest, { ...first, status: 'lost', effects: [] }]);
    const out = join(root, 'out');
    const { added, complete } = mergeFolders([a, b], out);
    const merged = recordsOf(journalFile(out));
    expect(byUnit(merged)).toEqual(mergeAttempts(recordsOf(journalFile(a)), recordsOf(journalFile(b))));
    expect({ added, complete }).toEqual({ added: merged.length, complete: false });
    const whole = await runStudy({ study: tiny, out: join(root, 'whole'), workers: 0 });
    expect(await runStudy({ study: tiny, out, workers: 0 })).toMatchObject({ complete: true, hash: whole.hash });
    expect(readdirSync(root).toSorted()).toEqual(['a', 'b', 'out', 'whole']);
  });
});

test('folders with other cells, arms and replicates come together in one study', async () => {
  await inFolder(async (root) => {
    const more = { ...tiny, replicates: 6, periods: [26, 30] };
    const fewerArms = { ...tiny, arms: tiny.arms.slice(1) };
    const folders = [
      await run(join(root, 'a')),
      await run(join(root, 'b'), more),
      await run(join(root, 'c'), fewerArms),
    ];
    const one = mergeFolders(folders, join(root, 'one'));
    expect(one.complete).toBe(true);
    expect(one.hash).toBe(mergeFolders([...folders].reverse(), join(root, 'two')).hash);
    const parts = mergeFolders([folders[2]!], join(root, 'three'));
    expect(parts.plan.arms).toHaveLength(3);
    expect(mergeFolders(folders.slice(0, 2), join(root, 'three'))).toMatchObject({ hash: one.hash, plan: one.plan });
    // the study of all of them resumes it: nothing is missing
    const again = await runStudy({ study: more, out: join(root, 'three'), workers: 0 });
    expect(again).toMatchObject({ complete: true, hash: one.hash });
  });
});

/** Merging refuses with this one line, and leaves nothing. */
function refused(folders: readonly string[], out: string, line: string | RegExp): void {
  let error: unknown;
  try {
    mergeFolders(folders, out);
  } catch (caught) {
    error = caught;
  }
  expect(error).toBeInstanceOf(InputError);
  expect((error as InputError).message).toMatch(line);
  expect((error as InputError).problems).toHaveLength(1);
  if (existsSync(dirname(out)) && statSync(dirname(out)).isDirectory())
    expect(readdirSync(dirname(out)).filter((name) => name.startsWith(basename(out)))).toEqual([]);
}

const otherPlans: readonly (readonly [line: string, change: (plan: Plan) => Plan])[] = [
  ['code version is "99.0.0" here and ', (plan) => ({ ...plan, versions: { ...plan.versions, plumbline: '99.0.0' } })],
  ['rng version is "9" here and ', (plan) => ({ ...plan, versions: { ...plan.versions, rng: '9' } })],
  ['hash of package-lock.json is "ff" here', (plan) => ({ ...plan, versions: { ...plan.versions, lockfile: 'ff' } })],
  [
    'compiled code is "abababababab…" here and ',
    (plan) => ({ ...plan, versions: { ...plan.versions, code: 'ab'.repeat(32) } }),
  ],
  ['seed is 8 here and 7 there', (plan) => ({ ...plan, seed: 8 })],
  ['levels is [0.5] here and [0.8,0.95] there', (plan) => ({ ...plan, levels: [0.5] })],
  ['estimands is [] here and ', (plan) => ({ ...plan, estimands: [] })],
  ['limits is {"seconds":1} here and {} there', (plan) => ({ ...plan, limits: { seconds: 1 } })],
  ['name is "other" here and "small" there', (plan) => ({ ...plan, name: 'other' })],
  [
    'arm ols is defined otherwise there',
    (plan) => ({ ...plan, arms: plan.arms.map((arm, i) => (i === 0 ? { ...arm, id: 'x' } : arm)) }),
  ],
];

test('another study, or another version of the code, is refused with what differs', async () => {
  await inFolder(async (root) => {
    const a = await run(join(root, 'a'), { ...tiny, replicates: 1 });
    const b = await run(join(root, 'b'), { ...tiny, replicates: 1 });
    const plan = readFileSync(join(b, 'plan.json'));
    for (const [line, change] of otherPlans) {
      rewritePlan(b, change);
      refused([a, b], join(root, 'out'), `${b}: cannot be merged with ${a}: ${line}`);
      writeFileSync(join(b, 'plan.json'), plan);
    }
  });
});

test('on disk, too, the order of rows and parts does not matter', async () => {
  const arms = [{ id: 'a', name: 'a' }];
  const plan = { replicates: 12, arms, cells: [{ id: 'c', name: 'c', conditioning: [{}] }] } as unknown as Plan;
  await inFolder((folder) => {
    const read = (journals: readonly (readonly RunRecord[])[]): readonly RunRecord[] => {
      for (const name of readdirSync(folder)) rmSync(join(folder, name));
      for (const [i, records] of journals.entries())
        writeFileSync(join(folder, `attempts-000${i}.ndjson`), records.map(encodeLine).join(''));
      const index = readJournal(folder, plan);
      const slots = Array.from({ length: index.ledger.slots }, (_, slot) => index.read(slot));
      index.close();
      return mergeAttempts(slots.filter((record) => record !== undefined));
    };
    fc.assert(
      fc.property(fc.array(journal, { minLength: 1, maxLength: 4 }), (journals) => {
        const merged = mergeAttempts(...journals);
        expect(read(journals)).toEqual(merged);
        expect(read([...journals, merged].reverse().map((records) => [...records].reverse()))).toEqual(merged);
      }),
      { numRuns: 60 },
    );
  });
});

test('a run that begins in the target as a merge ends keeps its part', async () => {
  await inFolder(async (root) => {
    const a = await run(join(root, 'a'), tiny, { shard: { index: 1, of: 2 } });
    const b = await run(join(root, 'b'), tiny, { shard: { index: 2, of: 2 } });
    writeFileSync(join(a, 'attempts-0001.ndjson'), '');
    const bytes = readFileSync(journalFile(a));
    expect(mergeFolders([b], a).complete).toBe(true);
    expect(readFileSync(journalFile(a))).toEqual(bytes);
    expect(readFileSync(join(a, 'attempts-0001.ndjson'), 'utf8')).toBe('');
    // what a merge writes is as old as its rows: no run is alive in it
    const times = ['b/attempts-0000.ndjson', 'a/attempts-0002.ndjson'].map(
      (file) => statSync(join(root, file)).mtimeMs,
    );
    expect(times[1]).toBeGreaterThanOrEqual(Math.floor(times[0]!) - 1);
    expect(times[1]).toBeLessThanOrEqual(statSync(join(a, 'manifest.json')).mtimeMs);
    expect(readdirSync(a).filter((name) => name.endsWith('.part'))).toEqual([]);
  });
});

test('two different rows of one unit are refused, naming both files, lines and values', async () => {
  await inFolder(async (root) => {
    const a = await run(join(root, 'a'));
    const b = await run(join(root, 'b'));
    const records = [...recordsOf(journalFile(b))];
    const at = records.findIndex((record) => record.kind === 'attempt' && record.status === 'ok');
    const record = records[at] as AttemptRecord;
    records[at] = { ...record, effects: [{ ...record.effects[0]!, point: 1234.5 }, ...record.effects.slice(1)] };
    write(b, records);
    const line = `${journalFile(a)}:${at + 1} and ${journalFile(b)}:${at + 1}: two rows of one unit differ though they must be equal: effects.0.point of unit ${record.unit} is ${record.effects[0]!.point} and 1234.5; was the code changed in between?`;
    refused([a, b], join(root, 'out'), line);
    // times may differ
    write(
      b,
      recordsOf(journalFile(a)).map((row) => ({ ...row, ms: row.ms + 1 })),
    );
    expect(mergeFolders([a, b], join(root, 'out')).complete).toBe(true);
  });
});

test('damage is named with its file, and what is intact is kept', async () => {
  await inFolder(async (root) => {
    const a = await run(join(root, 'a'));
    const bytes = readFileSync(journalFile(a));
    bytes[200]! ^= 1;
    writeFileSync(journalFile(a), bytes);
    const { damage } = mergeFolders([a], join(root, 'out'));
    expect(damage).toEqual([expect.stringMatching(`^${journalFile(a)}:\\d+: `)]);
    expect(recordsOf(journalFile(join(root, 'out'))).length).toBe(recordsOf(journalFile(a)).length - 1);
  });
});

test('what is no results folder, and a place that cannot be one, are refused', async () => {
  await inFolder(async (root) => {
    const a = await run(join(root, 'a'), { ...tiny, replicates: 1 });
    mkdirSync(join(root, 'empty'));
    refused([join(root, 'empty')], join(root, 'out'), 'is no results folder: it has no plan.json');
    refused([a, join(root, 'nowhere')], join(root, 'out'), 'is no results folder');
    refused([a], join(journalFile(a), 'below'), 'the results folder cannot be written');
    // a folder with other things in it takes results beside them
    writeFileSync(join(root, 'empty', 'notes.txt'), 'mine');
    expect(mergeFolders([a], join(root, 'empty')).complete).toBe(true);
    expect(readdirSync(join(root, 'empty'))).toContain('notes.txt');
  });
});
