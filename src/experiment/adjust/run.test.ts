import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { expect, test } from 'vitest';
import { program } from '../../estimate/external/programs.fixture.node.ts';
import { mergeFolders } from '../merge/merge.node.ts';
import { runStudy } from '../runStudy.node.ts';
import { canonicalFiles, inFolder } from '../small.fixture.node.ts';
import { studyOf } from './adjust.fixture.ts';
import { adjustmentsOf } from './words.ts';

test('a program sees the chosen controls alone; rows keep the digest of the data, whoever runs them', async () => {
  await inFolder(async (folder) => {
    const note = `appendFileSync(folder + '/seen.txt', question.dataset.controls.map(({ name }) => name).join('+') + '\\n');`;
    writeFileSync(join(folder, 'program.mjs'), program(note));
    const command = `[${JSON.stringify(process.execPath)}, program.mjs, ${JSON.stringify(folder)}]`;
    const seen = async (keys: string) => {
      writeFileSync(join(folder, 'seen.txt'), '');
      const study = studyOf(
        `own: { use: external, command: ${command}${keys} }, ols: { use: ols }`,
        'seen-demand',
        join(folder, 'x.yaml'),
      );
      const out = join(folder, `out-${keys.length}`);
      const { counts } = await runStudy({ study, out, workers: 0 });
      expect(counts.byStatus).toMatchObject({ ok: 6 });
      const rows = canonicalFiles(out)[0]!.trimEnd().split('\n').slice(1);
      // a digest a replicate, for both arms
      expect(new Set(rows.map((row) => row.split(',')[7])).size).toBe(3);
      return new Set(readFileSync(join(folder, 'seen.txt'), 'utf8').trimEnd().split('\n'));
    };
    expect(await seen('')).toEqual(new Set(['demand']));
    expect(await seen(', adjust: none')).toEqual(new Set(['']));
    expect(await seen(', adjust: from-graph')).toEqual(new Set(['demand']));
    expect(await seen(', adjust: from-graph, graph: { forgotten: [demand] }')).toEqual(new Set(['']));
  });
});

test('shards bring together what one run gives, to the byte', async () => {
  const study = studyOf('ols: { use: ols, adjust: { each: [all, none, from-graph] } }', 'paid-search, seen-demand');
  await inFolder(async (folder) => {
    const [whole, one, two, merged] = ['whole', 'one', 'two', 'merged'].map((name) => join(folder, name));
    const { hash, plan: planned } = await runStudy({ study, out: whole!, workers: 0 });
    await runStudy({ study, out: one!, workers: 0, shard: { index: 1, of: 2 } });
    await runStudy({ study, out: two!, workers: 0, shard: { index: 2, of: 2 } });
    const together = mergeFolders([one!, two!], merged!);
    expect(together.hash).toBe(hash);
    expect(canonicalFiles(merged!)).toEqual(canonicalFiles(whole!));
    expect(adjustmentsOf(together.plan)).toEqual(adjustmentsOf(planned));
    expect(adjustmentsOf(planned)).toHaveLength(4);
  });
});
