import { join, resolve } from 'node:path';
import { InputError } from '../../core/errors.ts';
import { makeFolder } from '../../core/files.node.ts';
import { sha256Hex } from '../../core/hash.ts';
import { nodeSurroundings, studyRoot } from '../load/study.node.ts';
import { writeAtomic } from '../output/atomic.node.ts';
import { openFolder } from '../output/folder.node.ts';
import { planStudy } from '../plan/planStudy.ts';
import type { Plan } from '../plan/types.ts';
import type { Study } from '../study/study.ts';
import { splitArrays } from './arrays.ts';
import { estimatedSeconds, shardCount } from './chunks.ts';
import { lookAt } from './folders.node.ts';
import { type Scheduler, USUAL_MAX_ARRAY_SIZE } from './scheduler.node.ts';
import { arrayScript, mergeScript, type Submission } from './scripts.ts';

export type SubmitOptions = {
  readonly study: Study;
  readonly out: string;
  /** into how many, instead of what the estimate says */
  readonly shards?: number;
  readonly throttle?: number;
  /** time limit of a task */
  readonly minutes: number;
  /** memory of a task */
  readonly megabytes: number;
  /** how plumbline is started */
  readonly command: readonly string[];
  /** left out: there is none here, the scripts are only written */
  readonly scheduler?: Scheduler;
  /** nothing is written or submitted */
  readonly dryRun?: boolean;
};

/** A script, what it does, and its job's id once it is submitted. */
export type Script = {
  readonly file: string;
  readonly text: string;
  readonly shards: readonly number[];
  readonly job?: string;
};

export type Submitted = {
  readonly plan: Plan;
  readonly shards: number;
  /** of those, the ones with units that no folder has */
  readonly missing: readonly number[];
  readonly secondsAShard: number;
  readonly arrays: readonly Script[];
  /** undefined where the results are complete and merged */
  readonly merge?: Script;
};

/** Hands to SLURM what a results folder still lacks: arrays of shards, and a merge that waits for all of them.
 *  @throws InputError where study or folder are wrong, jobs of this folder are still in the queue, or SLURM refuses */
export async function submitStudy(options: SubmitOptions): Promise<Submitted> {
  const { study, scheduler, dryRun, minutes, megabytes, command, throttle } = options;
  const out = resolve(options.out);
  const plan = await planStudy(study, nodeSurroundings(studyRoot(study)));
  const shards = options.shards ?? shardCount(plan, minutes);
  const jobName = `plumbline-${study.name}-${sha256Hex(out).slice(0, 8)}`;
  const submission: Submission = {
    ...{ jobName, study: resolve(study.file), out, shards, minutes, megabytes, command },
    ...(throttle === undefined ? {} : { throttle }),
  };
  if (!dryRun && scheduler !== undefined) refuseTwice(scheduler.queued(jobName), out);
  if (!dryRun) openFolder(out, plan);
  const { missing, merged } = lookAt(out, plan, shards, dryRun !== true);
  const largest = scheduler?.maxArraySize() ?? USUAL_MAX_ARRAY_SIZE;
  const arrays = splitArrays(missing, largest).map((array, i) => ({
    file: join(out, 'slurm', `array-${i + 1}.sh`),
    text: arrayScript(submission, array),
    shards: array.indices.map((index) => array.offset + index),
  }));
  const answer = { plan, shards, missing, secondsAShard: estimatedSeconds(plan) / shards };
  if (merged) return { ...answer, arrays: [] };
  const merge = { file: join(out, 'slurm', 'merge.sh'), text: mergeScript(submission), shards: missing };
  if (dryRun) return { ...answer, arrays, merge };
  makeFolder(join(out, 'slurm'));
  for (const { file, text } of [...arrays, merge]) writeAtomic(file, text);
  return { ...answer, ...(scheduler === undefined ? { arrays, merge } : handIn(scheduler, arrays, merge, throttle)) };
}

function refuseTwice(jobs: readonly string[], out: string): void {
  if (jobs.length === 0) return;
  const message = `jobs of this folder are still in the queue (${jobs.join(', ')}); wait for them, or scancel them first`;
  throw new InputError({ file: out, message });
}

/** Where tasks at once are limited, an array waits for the one before: the limit counts for one array only. */
function handIn(
  scheduler: Scheduler,
  arrays: readonly Script[],
  merge: Script,
  throttle: number | undefined,
): Pick<Submitted, 'arrays' | 'merge'> {
  const jobs: string[] = [];
  const submitted = arrays.map((script) => {
    const job = scheduler.submit(script.file, throttle === undefined ? [] : jobs.slice(-1));
    jobs.push(job);
    return { ...script, job };
  });
  return { arrays: submitted, merge: { ...merge, job: scheduler.submit(merge.file, jobs) } };
}
