import { existsSync } from 'node:fs';
import { InputError } from '../core/errors.ts';
import { RNG_VERSION } from '../core/random/stream.ts';
import { nodeEstimators } from './load/estimators.node.ts';
import { nodeSurroundings } from './load/study.node.ts';
import { readPlan, readRoot } from './output/folder.node.ts';
import { planDifferences } from './plan/accept.ts';
import type { Plan } from './plan/types.ts';
import { otherProgram } from './replay/home.node.ts';
import { type RunOptions, type RunResult, runPlan } from './runStudy.node.ts';

export type ExtendOptions = Pick<RunOptions, 'workers' | 'onProgress' | 'signal'>;

/** Runs the study of a results folder on, to more replicates, from its plan; attempts that are missing are made on the way. The
 *  study file is not read again: what changed in it since is no part of the results.
 *  @throws InputError where the folder was made by other code, or what made its rows is gone or is not what it was */
export async function extendRun(folder: string, replicates: number, options: ExtendOptions = {}): Promise<RunResult> {
  const stored = readPlan(folder);
  const root = readRoot(folder);
  await mustBeAsItWas(folder, stored, root);
  const plan = { ...byThisCode(stored), replicates: Math.max(stored.replicates, replicates) };
  return runPlan(plan, root, { ...options, out: folder });
}

/** Would this code be let to go on with the results of a plan? */
export function isOfThisCode(plan: Plan): boolean {
  return planDifferences(plan, byThisCode(plan)).length === 0;
}

function byThisCode(plan: Plan): Plan {
  return { ...plan, versions: { ...nodeSurroundings('.').versions, rng: RNG_VERSION } };
}

async function mustBeAsItWas(folder: string, plan: Plan, root: string | undefined): Promise<void> {
  const refuse = (why: string): never => {
    throw new InputError({ file: folder, message: `cannot be run on: ${why}` });
  };
  if (plan.calibration !== undefined) refuse('it is a study of calibration');
  if (plan.cells.some(({ recording }) => recording !== undefined)) refuse('a recorded world has no more replicates');
  const own = plan.arms.filter(({ use, source }) => use === 'external' || source !== undefined);
  if (own.length === 0) return;
  if (root === undefined || !existsSync(root)) {
    return refuse(`the folder of its study file${root === undefined ? '' : `, ${root},`} is not there`);
  }
  for (const arm of own) {
    const other = await otherProgram(arm, nodeEstimators(root), root);
    if (other !== undefined) refuse(`${other} is not the program that made the rows of arm ${arm.name}`);
  }
}
