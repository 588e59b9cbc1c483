import { existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { writePack } from '../../experiment/submission/pack.fixture.node.ts';
import { cli, inFolder, refused } from '../cli.fixture.ts';

test('describe says what a pack holds: datasets, series, truth, and that nobody knows its graph', async () => {
  await inFolder({}, async (folder) => {
    const pack = join(folder, 'pack');
    mkdirSync(pack);
    const digests = writePack(pack, 3, 5, 20);
    const { code, out, err } = await cli(['describe', 'pack'], folder);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out.replaceAll('\n', ' ')).toMatch(
      /3 datasets in .*: data-0001\.csv … data-0003\.csv; national, 20 weeks each \(0 to 19 in the first\); spend is known for 13 before and 12 after\./,
    );
    expect(out).toMatch(/^tv +channel +[\d.]+ /m);
    expect(out).toMatch(/^revenue +outcome +[\d.]+ /m);
    expect(out).toMatch(/^tv +roas\.total\[0\.\.19\+12\] +0\.\d+ +0\.\d+ +0\.\d+ +3$/m);
    expect(out.replaceAll('\n', ' ')).toContain('nobody states what causes what, so there is no graph');
    expect((await cli(['describe', 'pack/pack.yaml'], folder)).out).toBe(out);
    const json = JSON.parse((await cli(['describe', 'pack', '--json'], folder)).out);
    expect(json).toMatchObject({ kind: 'recorded', periods: 20, history: 13, carryover_start: 'history' });
    expect(json.datasets.map(({ digest }: { digest: string }) => digest)).toEqual(digests);
    expect(json.truth[0]).toMatchObject({ channel: 'tv', known: 3, undefined: 0 });

    renameSync(join(pack, 'truth.csv'), join(folder, 'kept.csv'));
    const blind = await cli(['describe', 'pack'], folder);
    expect(blind.out).toMatch(/^The truth is withheld: there is no .*truth\.csv\.$/m);
    expect(JSON.parse((await cli(['describe', 'pack', '--json'], folder)).out).truth).toBeNull();
  });
});

const files = {
  'w.yaml': 'kind: recorded\nname: w\ndata: { date: date, outcome: y, channels: [tv] }\n',
  'data-1.csv': 'date,tv,y\n2024-01-01,1,3\n2024-01-29,4,7\n',
};

test('describe tells of gaps between dates; without rows before the window, of what is assumed', async () => {
  await inFolder(files, async (folder) => {
    const { out } = await cli(['describe', 'w.yaml'], folder);
    expect(out.replaceAll(/\s+/g, ' ')).toContain('spend before and after the window is unknown, before it taken as 0');
    expect(out).toContain('note: data-1.csv:3 "2024-01-29" is not the week after "2024-01-01"; the gap is ignored');
  });
});

test('what takes equations refuses a recorded world in one line', async () => {
  const simulated =
    'w.yaml kind: recorded: its data lie in files and are not simulated; describe shows it, a study can use it';
  await refused(files, 'simulate ./w.yaml', [simulated.replace('w.yaml', './w.yaml')]);
  await refused(files, 'simulate ./w.yaml --replicates 2 --out pack', [simulated.replace('w.yaml', './w.yaml')]);
  await refused(files, 'describe w.yaml --mermaid', [
    'w.yaml kind: recorded: nobody states what causes what in w, so there is no graph to print',
  ]);
});

const amss = fileURLToPath(new URL('../../../../shared/data/amss/', import.meta.url));

test.runIf(existsSync(amss))(
  'the agent-based market of the page, made by others: described, and scored in a study',
  async () => {
    const page = readFileSync(new URL('../../../docs/methods/recorded-worlds.md', import.meta.url), 'utf8');
    const blocks = [...page.matchAll(/^```yaml\n([\s\S]*?)^```$/gm)].map(([, block]) => block!);
    const world = blocks[0]!.replace('../shared/data/amss', amss);
    const study = blocks.find((block) => (parse(block) as { name: string }).name === 'amss-study')!;
    await inFolder({ 'amss.yaml': world, 'amss-study.yaml': study }, async (folder) => {
      const described = await cli(['describe', 'amss.yaml'], folder);
      expect(described.out).toMatch(/^tv\.spend +roas\.total\[0\.\.155\+0\] +3\.468 +3\.451 +3\.486 +2$/m);
      expect(described.out).toMatch(/^search\.spend +roas\.total\[0\.\.155\+0\] +1\.570 +1\.568 +1\.572 +2$/m);
      const { code, out } = await cli(['run', 'amss-study.yaml', '--workers', '0', '--out', 'out', '--json'], folder);
      expect(code).toBe(0);
      const rows = JSON.parse(out) as { channel: string; measure: string; value: number; n: number; target: string }[];
      const truths = rows.filter(({ measure, channel }) => measure === 'mean_truth' && channel !== '*');
      // the mean of the two that its makers give
      expect(truths.map(({ channel, value }) => [channel, Number(value.toFixed(4))])).toEqual([
        ['tv.spend', 3.4685],
        ['search.spend', 1.5699],
      ]);
      expect(new Set(rows.map(({ target }) => target))).toEqual(new Set(['unknown']));
    });
  },
);
