import { shellLine } from '../../core/shellLine.ts';
import { numberRanges, type ShardArray } from './arrays.ts';

/** What the scripts of one submission have in common; all paths absolute. */
export type Submission = {
  readonly jobName: string;
  /** the study's file */
  readonly study: string;
  /** results folder of the study; that of shard i is `shards/i` in it, that of scripts and logs `slurm` */
  readonly out: string;
  /** into how many shards the study is cut */
  readonly shards: number;
  /** tasks of an array at once; left out: as many as the cluster gives */
  readonly throttle?: number;
  /** time limit of a task */
  readonly minutes: number;
  /** memory of a task */
  readonly megabytes: number;
  /** how plumbline is started: node and its main file */
  readonly command: readonly string[];
};

/** A signal this long before the time limit. SLURM may send it up to a minute early: its timer is that coarse. */
const FLUSH_SECONDS = 60;

/** Script of a job array whose tasks work a shard each. A task that is requeued, or submitted again, goes on from its
 *  shard's journal. */
export function arrayScript(submission: Submission, { offset, indices }: ShardArray): string {
  const { shards, throttle, out, study, command } = submission;
  const limit = throttle === undefined ? '' : `%${throttle}`;
  return script(
    submission,
    [
      `--array=${numberRanges(indices)}${limit}`,
      '--requeue',
      `--signal=B:TERM@${FLUSH_SECONDS}`,
      `--output=${quoted(pattern(`${out}/slurm/%A_%a.log`, out))}`,
    ],
    [
      `shard=$((${offset} + SLURM_ARRAY_TASK_ID))`,
      '# exec: the signal before the time limit reaches plumbline itself, which writes down what is done and ends',
      `exec ${shellLine([...command, 'run', study])} --shard "$shard/${shards}" --out ${shellLine([`${out}/shards/`])}"$shard" --workers 1`,
    ],
  );
}

/** Script of the job that merges whatever shards there are by then. */
export function mergeScript(submission: Submission): string {
  const { out, command } = submission;
  return script(
    submission,
    ['--requeue', `--output=${quoted(pattern(`${out}/slurm/merge-%j.log`, out))}`],
    [
      '# a task that died at its very start has left no plan, and nothing to merge',
      'folders=()',
      `for plan in ${shellLine([`${out}/shards/`])}*/plan.json; do folders+=("\${plan%/plan.json}"); done`,
      `exec ${shellLine([...command, 'merge'])} "\${folders[@]}" --out ${shellLine([out])}`,
    ],
  );
}

function script(submission: Submission, options: readonly string[], body: readonly string[]): string {
  const { jobName, minutes, megabytes } = submission;
  const all = [
    `--job-name=${jobName}`,
    ...options,
    '--open-mode=append',
    `--time=${minutes}`,
    `--mem=${megabytes}`,
    '--cpus-per-task=1',
  ];
  return ['#!/bin/bash', ...all.map((option) => `#SBATCH ${option}`), 'set -u', ...body, ''].join('\n');
}

/** As sbatch reads the value of an option. */
const quoted = (text: string): string => shellLine([text]);

/** A path in which sbatch fills in numbers, but not in what the user named. */
const pattern = (path: string, out: string): string => path.replace(out, () => out.replaceAll('%', '%%'));
