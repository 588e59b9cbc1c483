import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { inFolder } from '../small.fixture.node.ts';
import { arrayScript, mergeScript, type Submission } from './scripts.ts';

const submission: Submission = {
  jobName: 'plumbline-small-0a1b2c3d',
  study: '/home/me/small.yaml',
  out: '/scratch/50% off/small',
  shards: 2500,
  throttle: 20,
  minutes: 90,
  megabytes: 4000,
  command: ['/usr/bin/node', '/opt/plumbline/main.js'],
};

test('an array script asks for all that a task needs, and works the shard of its index', () => {
  expect(arrayScript(submission, { offset: 1000, indices: [1, 2, 3, 9] })).toBe(`#!/bin/bash
#SBATCH --job-name=plumbline-small-0a1b2c3d
#SBATCH --array=1-3,9%20
#SBATCH --requeue
#SBATCH --signal=B:TERM@60
#SBATCH --output='/scratch/50%% off/small/slurm/%A_%a.log'
#SBATCH --open-mode=append
#SBATCH --time=90
#SBATCH --mem=4000
#SBATCH --cpus-per-task=1
set -u
shard=$((1000 + SLURM_ARRAY_TASK_ID))
# exec: the signal before the time limit reaches plumbline itself, which writes down what is done and ends
exec /usr/bin/node /opt/plumbline/main.js run /home/me/small.yaml --shard "$shard/2500" --out '/scratch/50% off/small/shards/'"$shard" --workers 1
`);
});

test('without a throttle there is none', () => {
  const { throttle: _, ...free } = submission;
  expect(arrayScript(free, { offset: 0, indices: [1, 2] })).toContain('\n#SBATCH --array=1-2\n');
});

/** A command that prints its words, one a line. */
const echo = ['printf', '%s\\n'];

/** What bash makes of a script: the words that plumbline would get. */
const words = (script: string, folder: string, index = '4') =>
  execFileSync('bash', ['-euo', 'pipefail', '-c', script], {
    cwd: folder,
    env: { ...process.env, SLURM_ARRAY_TASK_ID: index },
  })
    .toString()
    .trimEnd()
    .split('\n');

test('bash reads the task as the words that were meant, whatever the names', async () => {
  await inFolder((folder) => {
    const out = join(folder, "it's $HOME 100%");
    const script = arrayScript(
      { ...submission, out, study: '/a b/s.yaml', command: echo },
      { offset: 30, indices: [4] },
    );
    expect(words(script, folder)).toEqual([
      ...['run', '/a b/s.yaml', '--shard', '34/2500', '--out', `${out}/shards/34`, '--workers', '1'],
    ]);
  });
});

test('the merge takes every shard that has a plan, and none that has not', async () => {
  await inFolder((folder) => {
    const out = join(folder, 'my results');
    for (const shard of ['1', '2', '10']) mkdirSync(join(out, 'shards', shard), { recursive: true });
    for (const shard of ['1', '10']) writeFileSync(join(out, 'shards', shard, 'plan.json'), '{}');
    const script = mergeScript({ ...submission, out, command: echo });
    expect(words(script, folder)).toEqual(['merge', `${out}/shards/1`, `${out}/shards/10`, '--out', out]);
    expect(script).not.toContain('--array');
  });
});
