import { InputError } from '../core/errors.ts';
import { closest } from '../core/spelling.ts';
import type { Estimator } from '../estimate/contract.ts';
import { estimators } from '../estimate/registry.ts';
import { now } from '../experiment/executors/clock.ts';
import { planStudy, type Surroundings } from '../experiment/plan/planStudy.ts';
import type { Plan } from '../experiment/plan/types.ts';
import { type Laboratory, openLaboratory } from '../experiment/run/laboratory.ts';
import type { AttemptRecord, TruthRecord } from '../experiment/run/record.ts';
import { parseStudy } from '../experiment/study/study.ts';
import { parseScenario, type Scenario } from '../scenario/scenario.ts';

/** One arm of a study in this thread, planned and run by the code of `plumbline run`. */
export type Bench = {
  readonly plan: Plan;
  /** simulates a replicate, fits the arm and scores it */
  readonly attempt: (replicate: number) => Promise<Attempted>;
};

export type Attempted = { readonly truth: TruthRecord; readonly attempt: AttemptRecord };

/** @param world text of the scenario file that the study names
 *  @throws InputError where the study or the world is wrong */
export async function openBench(study: string, world: string): Promise<Bench> {
  const surroundings = surroundingsOf(world);
  const plan = await planStudy(parseStudy(study, 'explorer.yaml'), surroundings);
  const laboratory = await openLaboratory(plan, surroundings.estimatorOf, now);
  return { plan, attempt: (replicate) => attemptIn(laboratory, replicate) };
}

async function attemptIn(laboratory: Laboratory, replicate: number): Promise<Attempted> {
  let truth: TruthRecord | undefined;
  for await (const record of laboratory.run(0, replicate, [0])) {
    if (record.kind === 'truth') truth = record;
    else return { truth: truth!, attempt: record };
  }
  throw new Error('a laboratory gave no attempt');
}

/** Reading a scenario costs more than planning with it, and dials leave its text alone. */
let last: { readonly text: string; readonly scenario: Scenario } | undefined;

function surroundingsOf(world: string): Surroundings {
  return {
    scenarioOf: (use) => {
      if (last?.text !== world) last = { text: world, scenario: parseScenario(world, use) };
      return last.scenario;
    },
    estimatorOf: async (use) => ({ estimator: registered(use) }),
    versions: { plumbline: 'explorer', lockfile: null, code: null },
  };
}

function registered(use: string): Estimator {
  const known: Readonly<Record<string, Estimator>> = estimators;
  if (Object.hasOwn(known, use)) return known[use]!;
  const guess = closest(use, Object.keys(known));
  throw new InputError({
    path: 'use',
    message: `unknown estimator "${use}"`,
    ...(guess === undefined ? {} : { guess }),
  });
}
