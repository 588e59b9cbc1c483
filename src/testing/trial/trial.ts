import { InputError } from '../../core/errors.ts';
import type { Estimator } from '../../estimate/contract.ts';
import { planStudy } from '../../experiment/plan/planStudy.ts';
import type { EstimatorSource } from '../../experiment/plan/sources.ts';
import type { Plan } from '../../experiment/plan/types.ts';
import { openLaboratory } from '../../experiment/run/laboratory.ts';
import { parseStudy } from '../../experiment/study/study.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import type { Attempt } from '../../score/types.ts';
import type { ReadyOptions } from './options.ts';
import { type ScenarioLike, scenarioFrom } from './scenarioFrom.ts';
import type { ReadySubject } from './subject.ts';

/** One dataset: its true effects in the order of the cell's estimands, and what each subject made of it. */
export type Replicate = {
  readonly replicate: number;
  readonly values: readonly (number | null)[];
  readonly attempts: readonly Attempt[];
};

/** Estimators on one world, run as a study would run them. */
export type Trial = {
  readonly scenario: Scenario;
  readonly options: ReadyOptions;
  readonly subjects: readonly ReadySubject[];
  /** one cell, an arm for each subject */
  readonly plan: Plan;
  /** Datasets `from`, `from` + 1, … and the answers to them. */
  readonly run: (from: number, count: number) => Promise<readonly Replicate[]>;
};

/** @throws InputError for a scenario, settings or options that are wrong */
export async function openTrial(
  subjects: readonly ReadySubject[],
  given: ScenarioLike,
  options: ReadyOptions,
): Promise<Trial> {
  const scenario = scenarioFrom(given);
  const { periods, set = {}, estimands, level, seed, replicates } = options;
  // both sides of a comparison may have one id and one set of settings, and still differ in their code
  const uses = subjects.map((subject, i) => `${i}/${subject.estimator.id}`);
  const names = ['estimator', 'baseline'];
  const study = {
    name: 'test',
    scenarios: [{ use: scenario.name, set }],
    periods,
    estimators: Object.fromEntries(subjects.map(({ settings }, i) => [names[i]!, { ...settings, use: uses[i]! }])),
    estimands,
    replicates,
    levels: [level],
    seed,
  };
  const byUse = new Map<string, Estimator>(subjects.map(({ estimator }, i) => [uses[i]!, estimator]));
  const estimatorOf: EstimatorSource = (use) => Promise.resolve({ estimator: byUse.get(use)! });
  const plan = await planStudy(parseStudy(JSON.stringify(study), 'options'), {
    scenarioOf: () => scenario,
    estimatorOf,
    versions: { plumbline: 'test', lockfile: null, code: null },
  });
  if (plan.cells.length !== 1 || plan.arms.length !== subjects.length) {
    throw new InputError({ path: 'options', message: '`each:` makes several cells or arms; a test is on one' });
  }
  const laboratory = await openLaboratory(plan, estimatorOf, () => 0);
  const arms = subjects.map((_, i) => i);
  return {
    scenario,
    options,
    subjects,
    plan,
    run: async (from, count) => {
      const rows: Replicate[] = [];
      let digest = '';
      for (let replicate = from; replicate < from + count; replicate++) {
        let values: Replicate['values'] = [];
        const attempts: Attempt[] = [];
        for await (const record of laboratory.run(0, replicate, arms)) {
          if (record.kind === 'attempt') attempts.push(record);
          else {
            values = record.values;
            if (record.digest === digest) throw withoutChance(scenario);
            digest = record.digest;
          }
        }
        rows.push({ replicate, values, attempts });
      }
      return rows;
    },
  };
}

function withoutChance({ name }: Scenario): InputError {
  return new InputError({ path: 'scenario', message: `${name} has no chance in it: all its datasets are one` });
}
