import { join, resolve } from 'node:path';
import { InputError } from '../../core/errors.ts';
import { makeFolder } from '../../core/files.node.ts';
import { sha256Hex } from '../../core/hash.ts';
import { nodeSurroundings, studyRoot } from '../load/study.node.ts';
import { writeAtomic } from '../output/atomic.node.ts';
import { openFolder } from '../output/folder.node.ts';
import { planStudy } from '../plan/planStudy.ts';
import type { Plan } from '../plan/types.ts';
import { refuseParts } from '../planning/runToTarget.node.ts';
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
  mustHold(study, megabytes);
  const root = studyRoot(study);
  refuseParts(study, 'a cluster’s task');
  const plan = await planStudy(study, nodeSurroundings(root));
  const shards = options.shards ?? shardCount(plan, minutes);
  const jobName = `plumbline-${study.name}-${sha256Hex(out).slice(0, 8)}`;
  const submission: Submission = {
    ...{ jobName, study: resolve(study.file), out, shards, minutes, megabytes, command },
    ...(throttle === undefined ? {} : { throttle }),
  };
  if (!dryRun && scheduler !== undefined) refuseTwice(scheduler.queued(jobName), out);
  if (!dryRun) openFolder(out, plan, root);
  const { missing, merged } = lookAt(out, plan, shards, dryRun === true ? undefined : { root });
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

/** Of the command itself, beside the process that fits. */
const OWN_MEGABYTES = 256;

/** SLURM ends a task that takes more than it asked for, and what it was at is lost: the study's own limit must come first. */
function mustHold({ limits }: Study, megabytes: number): void {
  const needed = Math.ceil((limits.megabytes ?? 0) + OWN_MEGABYTES);
  if (limits.megabytes === undefined || megabytes >= needed) return;
  const message = `${megabytes} MB; an attempt of this study may take ${limits.megabytes} (limits.megabytes), allowed is ${needed} or more`;
  throw new InputError({ path: '--mem', message });
}

/** Where tasks at once are limited, an array waits for the one before: the limit counts for one array only. */
function handIn(
  scheduler: Scheduler,
  arrays: readonly Script[],
  merge: Script,
  throttle: number | undefined,
): Pick<Submitted, 'arrays' | 'merge'> {
  const jobs: string[] = [];
  const submit = (script: Script, after: readonly string[]): Script & { readonly job: string } => {
    try {
      const job = scheduler.submit(script.file, after);
      jobs.push(job);
      return { ...script, job };
    } catch (error) {
      if (jobs.length === 0 || !(error instanceof InputError)) throw error;
      const rest = `${jobs.length === 1 ? 'job' : 'jobs'} ${jobs.join(', ')} had been submitted before: submit again when they have ended, or scancel them first`;
      throw new InputError({ message: `${error.message}; ${rest}` });
    }
  };
  const submitted = arrays.map((script) => submit(script, throttle === undefined ? [] : jobs.slice(-1)));
  return { arrays: submitted, merge: submit(merge, [...jobs]) };
}
