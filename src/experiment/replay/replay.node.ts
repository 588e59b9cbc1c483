import { InputError } from '../../core/errors.ts';
import type { Dataset } from '../../dataset/types.ts';
import type { Estimate, Estimator } from '../../estimate/contract.ts';
import { now } from '../executors/clock.ts';
import { readJournal } from '../journal/index.node.ts';
import { nodeEstimators } from '../load/estimators.node.ts';
import { nodeRecordings } from '../load/recorded.node.ts';
import { untimed } from '../merge/prefer.ts';
import { readPlan } from '../output/folder.node.ts';
import type { EstimatorSource } from '../plan/sources.ts';
import type { Plan, PlannedArm, PlannedCell } from '../plan/types.ts';
import { openData } from '../run/data.ts';
import { dataIn } from '../run/dataIn.ts';
import { openLaboratory } from '../run/laboratory.ts';
import type { AttemptRecord, RunRecord, TruthRecord } from '../run/record.ts';
import { DESIGN_REPLICATE } from '../sbc/calibration.ts';
import { type Compared, compareRecords } from './differences.ts';
import { findUnit, type UnitPlace } from './findUnit.ts';
import { homeOf, refuseOtherProgram } from './home.node.ts';
import { refuseOtherCode } from './otherCode.node.ts';

/** One attempt made again, beside what its study left of it. */
export type Replay = {
  readonly plan: Plan;
  readonly cell: PlannedCell;
  readonly arm: PlannedArm;
  /** what the estimator was given; its digest is another than the row's where the arm takes national data */
  readonly dataset: Dataset;
  /** what the estimator was given, numbers in place of what the study takes from the truth */
  readonly settings: unknown;
  readonly truth: TruthRecord;
  readonly replayed: AttemptRecord;
  /** the answer itself, of which the row keeps the score; null where the fit threw, and in studies of calibration */
  readonly estimate: Estimate | null;
  /** the row value by value, and what there is of its truth under `truth.`; times are no part of it */
  readonly row: readonly Compared[];
};

/** Makes one attempt of a results folder again, in this process and without limits of time or memory.
 *  @param unit its id, or the beginning of it
 *  @param root folder of the study file, where the plan does not say or it has moved
 *  @param force even though the code, or the user's program, is another than that of the plan
 *  @throws InputError where the folder holds no results, the unit is unknown or has no row yet, or what it takes is gone */
export async function replayUnit(
  folder: string,
  unit: string,
  { root, force = false }: { readonly root?: string; readonly force?: boolean },
): Promise<Replay> {
  const plan = readPlan(folder);
  const place = findUnit(plan, unit);
  const [cell, arm] = [plan.cells[place.cell]!, plan.arms[place.arm]!];
  if (!force) refuseOtherCode(folder, plan);
  const [truthThen, then] = journaled(folder, plan, place);
  if (then === undefined) throw new InputError({ file: folder, message: `unit ${unit} has no row yet; run makes it` });
  const home = homeOf(folder, { cell, arm }, root);
  if (!force) await refuseOtherProgram(arm, nodeEstimators(home), home);
  const { records, estimate, settings } = await again(plan, place, home);
  // as a journal gives them back: what JSON cannot say is no part of a row
  const [truth, replayed] = JSON.parse(JSON.stringify(records)) as [TruthRecord, AttemptRecord];
  const shown = plan.calibration === undefined ? place.replicate : DESIGN_REPLICATE;
  return {
    plan,
    cell,
    arm,
    dataset: dataIn(plan, cell, arm, openData(plan, nodeRecordings(home))(cell, shown).dataset),
    settings,
    truth,
    replayed,
    estimate,
    row: [
      ...compareRecords(untimed(then), untimed(replayed)),
      ...compareRecords({ truth: truthThen && untimed(truthThen) }, { truth: untimed(truth) }),
    ],
  };
}

type Heard = { estimate: Estimate | null; settings: unknown };

/** One attempt made again: its records, the answer itself, and the settings that it was given.
 *  @param home folder that files named by the study are relative to */
export async function again(plan: Plan, { cell, arm, replicate }: UnitPlace, home: string) {
  const heard: Heard = { estimate: null, settings: plan.arms[arm]!.settings };
  const opened: Estimator[] = [];
  // the other arms do not run, and their files need not be there
  const only = { ...plan, arms: plan.arms.map((one, i) => (i === arm ? one : { ...one, use: 'ols' })) };
  const source = listenTo(nodeEstimators(home), heard, opened);
  const laboratory = await openLaboratory(only, source, now, undefined, nodeRecordings(home));
  const records: RunRecord[] = [];
  try {
    for await (const record of laboratory.run(cell, replicate, [arm])) records.push(record);
  } finally {
    // an outside program waits for another question
    for (const estimator of opened) if ('close' in estimator) await (estimator.close as () => Promise<void>)();
  }
  return { records, ...heard };
}

function journaled(folder: string, plan: Plan, { cell, arm, replicate }: UnitPlace) {
  const index = readJournal(folder, plan);
  try {
    const { ledger, read } = index;
    return [
      read(ledger.truthSlot(cell, replicate)) as TruthRecord | undefined,
      read(ledger.attemptSlot(cell, replicate, arm)) as AttemptRecord | undefined,
    ] as const;
  } finally {
    index.close();
  }
}

/** Passes on what estimators are asked and answer, and notes it. */
function listenTo(source: EstimatorSource, heard: Heard, opened: Estimator[]): EstimatorSource {
  return async (use) => {
    const found = await source(use);
    const { estimator } = found;
    opened.push(estimator);
    const fit: typeof estimator.fit = async (dataset, settings, request) => {
      heard.settings = settings;
      heard.estimate = await estimator.fit(dataset, settings, request);
      return heard.estimate;
    };
    return { ...found, estimator: { ...estimator, fit } };
  };
}
