import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { cli, inFolder, studyYaml } from '../cli.fixture.ts';

const files = { 'study.yaml': studyYaml };
const words = ['submit', 'study.yaml', '--engine', 'slurm', '--out', 'results', '--shards', '3'];

afterEach(() => vi.unstubAllEnvs());

/** Puts commands in front of everything on PATH, or in place of it. */
function commands(folder: string, scripts: Readonly<Record<string, string>>, alone = false): void {
  const bin = join(folder, 'bin');
  mkdirSync(bin);
  for (const [name, script] of Object.entries(scripts)) {
    writeFileSync(join(bin, name), `#!/bin/sh\n${script}\n`);
    chmodSync(join(bin, name), 0o755);
  }
  vi.stubEnv('PATH', alone ? bin : `${bin}${delimiter}${process.env.PATH}`);
}

/** A SLURM that notes its calls in calls.txt and counts jobs up from 1. */
const fake = {
  sbatch: '[ "$1" = --version ] && exit; echo "$*" >> calls.txt; wc -l < calls.txt | tr -d " "',
  scontrol: 'echo "MaxArraySize            = 3"',
  squeue: 'exit 0',
};

test('submits the arrays and the merge, and says which job does what', async () => {
  await inFolder(files, async (folder) => {
    commands(folder, fake);
    const { code, out, err } = await cli(words, folder);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toBe(`small: 3 shards of about a second each, 0 of them done
job 1  shards 1-2  results/slurm/array-1.sh
job 2  shards 3  results/slurm/array-2.sh
job 3  merges them when all have ended  results/slurm/merge.sh
`);
    const scripts = ['array-1', 'array-2', 'merge'].map((name) => join(folder, `results/slurm/${name}.sh`));
    expect(readFileSync(join(folder, 'calls.txt'), 'utf8')).toBe(
      `--parsable ${scripts[0]}\n--parsable ${scripts[1]}\n--parsable --dependency=afterany:1:2 ${scripts[2]}\n`,
    );
  });
});

test('--json says the same', async () => {
  await inFolder(files, async (folder) => {
    commands(folder, fake);
    const { out } = await cli([...words, '--json'], folder);
    expect(JSON.parse(out)).toMatchObject({
      ...{ study: 'small', shards: 3, missing: [1, 2, 3] },
      arrays: [
        { shards: [1, 2], job: '1' },
        { shards: [3], job: '2' },
      ],
      merge: { job: '3' },
    });
  });
});

test('what SLURM refuses is one line, exit 3', async () => {
  await inFolder(files, async (folder) => {
    commands(folder, { ...fake, sbatch: '[ "$1" = --version ] && exit; echo "sbatch: error: QOS limit" >&2; exit 1' });
    expect(await cli(words, folder)).toEqual({
      code: 3,
      out: '',
      err: 'sbatch --parsable: sbatch: error: QOS limit\n',
    });
  });
});

test('while its jobs are in the queue: refused', async () => {
  await inFolder(files, async (folder) => {
    commands(folder, { ...fake, squeue: 'echo 17; echo 17; echo 18' });
    const { code, err } = await cli(words, folder);
    expect(code).toBe(3);
    expect(err).toMatch(/results: jobs of this folder are still in the queue \(17, 18\); wait for them, or scancel/);
    expect(existsSync(join(folder, 'calls.txt'))).toBe(false);
  });
});

test('without sbatch the scripts are written, with the lines that submit them', async () => {
  await inFolder(files, async (folder) => {
    commands(folder, {}, true);
    const { code, out, err } = await cli(words, folder);
    expect(code).toBe(0);
    expect(out.split('\n').slice(1)).toEqual([
      'job1=$(sbatch --parsable results/slurm/array-1.sh)',
      'sbatch --dependency=afterany:$job1 results/slurm/merge.sh',
      '',
    ]);
    expect(err).toContain('there is no sbatch here');
    expect(readdirSync(join(folder, 'results', 'slurm')).sort()).toEqual(['array-1.sh', 'merge.sh']);
  });
});

test('usage', async () => {
  await inFolder(files, async (folder) => {
    const missing = await cli(['submit', 'study.yaml'], folder);
    expect(missing).toEqual({
      ...{ code: 3, out: '' },
      err: 'plumbline submit: --engine <name> is missing; see plumbline submit --help\n',
    });
    const short = await cli([...words, '--time', '1'], folder);
    expect(short.err).toBe(
      'plumbline submit: --time: "1" is not a whole number from 5 to 525600; see plumbline submit --help\n',
    );
    expect((await cli(['submit', 'study.yaml', '--engine', 'slrum'], folder)).code).toBe(3);
    // `run --shard i/n` takes no more
    const many = await cli([...words.slice(0, -1), '100001'], folder);
    expect(many.err).toContain('--shards: "100001" is not a whole number from 1 to 100000');
    expect(readdirSync(folder)).toEqual(['study.yaml']);
  });
});

const page = readFileSync(new URL('../../../docs/scaling-slurm.md', import.meta.url), 'utf8');
const lines = [...page.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].flatMap(([, block]) => block!.trim().split('\n'));
const home = new URL('../../../', import.meta.url).pathname;

test.each([...new Set(lines)])('docs/scaling-slurm.md: %s', async (line) => {
  const [, ...said] = line.split(' ');
  // elsewhere than results/, where a study of this name may be done already
  const elsewhere = said.includes('--out') ? [] : ['--out', join(tmpdir(), 'plumbline-nothing-here')];
  const { code, out } = await cli([...said, '--dry-run', ...elsewhere], home);
  expect(code).toBe(0);
  expect(out).toContain('\n#SBATCH --array=1');
  expect(out).toMatch(/\nexec \S+ \S+ merge "\$\{folders\[@\]\}" --out \S+\n$/);
});

test('docs/scaling-slurm.md names every option', () => {
  for (const option of ['engine', 'out', 'shards', 'throttle', 'time', 'mem', 'dry-run']) {
    expect(page).toContain(`\n| \`--${option}\` | `);
  }
});
