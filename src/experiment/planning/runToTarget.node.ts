import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { InputError } from '../../core/errors.ts';
import type { Performance } from '../../score/types.ts';
import type { AcrossArms } from '../output/acrossArms.ts';
import { stopOf } from '../output/acrossFiles.ts';
import { readPlan } from '../output/folder.node.ts';
import type { Plan } from '../plan/types.ts';
import type { Study } from '../study/study.ts';
import { nextLook, type TargetMcse } from './target.ts';

type Asked = {
  readonly study: Study;
  readonly out: string;
  readonly shard?: unknown;
  readonly only?: readonly string[];
};

type Looked = {
  readonly plan: Plan;
  readonly complete: boolean;
  readonly performance: readonly Performance[];
  readonly across?: AcrossArms;
};

/** Runs in batches until the Monte Carlo errors are as small as the study wants them, or it has its most replicates. A folder
 *  goes on at the look it is at, so an interrupted run makes the looks that any other makes.
 *  @param run runs a study to its replicates, in `out`
 *  @throws InputError for a part of a study: what is missing might be what needs more */
export async function runToTarget<Options extends Asked, Result extends Looked>(
  options: Options,
  target: TargetMcse,
  run: (options: Options) => Promise<Result>,
): Promise<Result> {
  const { study, out } = options;
  refuseParts(study, options.shard !== undefined ? '--shard' : options.only !== undefined ? '--only' : undefined);
  const stored = existsSync(join(out, 'plan.json')) ? readPlan(out).replicates : 0;
  for (let replicates = nextLook(Math.max(0, stored - 1), target); ; replicates = nextLook(replicates, target)) {
    const result = await run({ ...options, study: { ...study, replicates } });
    const stop = result.complete ? stopOf(result.plan, result.performance, result.across) : undefined;
    if (stop === undefined || stop.by !== null) return result;
  }
}

/** @param part how a part of the study was asked for; undefined: it was not
 *  @throws InputError */
export function refuseParts({ file, target }: Study, part: string | undefined): void {
  if (target === undefined || part === undefined) return;
  const message = `target_mcse looks at all rows, and ${part} makes a part of them; give \`replicates\` as a number`;
  throw new InputError({ file, path: 'replicates', message });
}
