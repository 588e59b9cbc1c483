import { InputError } from '../../core/errors.ts';
import { RNG_VERSION } from '../../core/random/stream.ts';
import type { Estimate } from '../../estimate/contract.ts';
import { now } from '../executors/clock.ts';
import { readJournal } from '../journal/index.node.ts';
import { nodeEstimators } from '../load/estimators.node.ts';
import { lockfileHash, plumblineVersion } from '../load/provenance.node.ts';
import { nodeRecordings } from '../load/recorded.node.ts';
import { untimed } from '../merge/prefer.ts';
import { readPlan, readRoot } from '../output/folder.node.ts';
import type { EstimatorSource } from '../plan/sources.ts';
import type { Plan, PlannedArm, PlannedCell } from '../plan/types.ts';
import { openLaboratory } from '../run/laboratory.ts';
import type { AttemptRecord, RunRecord, TruthRecord } from '../run/record.ts';
import { type Compared, compareRecords } from './differences.ts';
import { findUnit, type UnitPlace } from './findUnit.ts';

/** One attempt made again, beside what its study left of it. */
export type Replay = {
  readonly plan: Plan;
  readonly cell: PlannedCell;
  readonly arm: PlannedArm;
  readonly truth: TruthRecord;
  readonly replayed: AttemptRecord;
  /** the answer itself, of which the row keeps the score; null where the fit threw, and in studies of calibration */
  readonly estimate: Estimate | null;
  /** the row value by value, and what there is of its truth under `truth.`; times are no part of it */
  readonly row: readonly Compared[];
};

/** Makes one attempt of a results folder again, in this process and without limits of time or memory.
 *  @param root folder of the study file, where the plan does not say or it has moved
 *  @param force even though the code is another than that of the plan
 *  @throws InputError where the folder holds no results, or the unit is unknown or has no row yet */
export async function replayUnit(
  folder: string,
  unit: string,
  { root, force = false }: { readonly root?: string; readonly force?: boolean },
): Promise<Replay> {
  const plan = readPlan(folder);
  const place = findUnit(plan, unit);
  if (!force) refuseOtherCode(folder, plan);
  const [truthThen, then] = journaled(folder, plan, place);
  if (then === undefined) throw new InputError({ file: folder, message: `unit ${unit} has no row yet; run makes it` });
  const home = root ?? readRoot(folder) ?? '.';
  const heard: { estimate: Estimate | null } = { estimate: null };
  const listening = listenTo(nodeEstimators(home), (estimate) => {
    heard.estimate = estimate;
  });
  // the other arms do not run, and their files need not be there
  const only = { ...plan, arms: plan.arms.map((arm, i) => (i === place.arm ? arm : { ...arm, use: 'ols' })) };
  const laboratory = await openLaboratory(only, listening, now, undefined, nodeRecordings(home));
  const records: RunRecord[] = [];
  for await (const record of laboratory.run(place.cell, place.replicate, [place.arm])) records.push(record);
  // as a journal gives them back: what JSON cannot say is no part of a row
  const [truth, replayed] = JSON.parse(JSON.stringify(records)) as [TruthRecord, AttemptRecord];
  return {
    plan,
    cell: plan.cells[place.cell]!,
    arm: plan.arms[place.arm]!,
    truth,
    replayed,
    estimate: heard.estimate,
    row: [
      ...compareRecords(untimed(then), untimed(replayed)),
      ...compareRecords({ truth: truthThen && untimed(truthThen) }, { truth: untimed(truth) }),
    ],
  };
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

/** Passes on what estimators answer, and tells of it. */
function listenTo(source: EstimatorSource, onEstimate: (estimate: Estimate) => void): EstimatorSource {
  return async (use) => {
    const found = await source(use);
    const { estimator } = found;
    const fit: typeof estimator.fit = async (...asked) => {
      const estimate = await estimator.fit(...asked);
      onEstimate(estimate);
      return estimate;
    };
    return { ...found, estimator: { ...estimator, fit } };
  };
}

/** Other code may give other bits, and a difference would then say nothing. */
function refuseOtherCode(folder: string, { versions }: Plan): void {
  const here = { plumbline: plumblineVersion(), rng: RNG_VERSION, lockfile: lockfileHash() };
  const differ = (Object.keys(here) as (keyof typeof here)[]).filter((key) => versions[key] !== here[key]);
  if (differ.length === 0) return;
  const list = differ.map((key) => `${key} ${versions[key]}, here ${here[key]}`).join('; ');
  throw new InputError({ file: folder, message: `made by other code (${list}); replay with that, or with --force` });
}
