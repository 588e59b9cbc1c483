import { availableParallelism } from 'node:os';
import type { Performance } from '../score/types.ts';
import type { Executor } from './executors/executor.ts';
import { inlineExecutor } from './executors/inline.ts';
import { openMeter, type Progress } from './executors/meter.ts';
import { processExecutor } from './executors/processes.node.ts';
import { type JournalIndex, readJournal } from './journal/index.node.ts';
import { openJournal } from './journal/writer.node.ts';
import { nodeEstimators } from './load/estimators.node.ts';
import { nodeSurroundings, studyRoot } from './load/study.node.ts';
import { clearDerived, openFolder, readPlan } from './output/folder.node.ts';
import { makeTables } from './output/tables.ts';
import { writeResults } from './output/write.node.ts';
import { planStudy } from './plan/planStudy.ts';
import type { Plan } from './plan/types.ts';
import type { Counts } from './run/ledger.ts';
import { countMissing, missingBlocks } from './run/missing.ts';
import { openRecorder } from './run/recorder.ts';
import { select } from './run/select.ts';
import type { StudyCalibration } from './sbc/verdict.ts';
import type { Study } from './study/study.ts';

export type RunOptions = {
  readonly study: Study;
  /** results folder; made if need be, continued if it holds this plan or a part of it */
  readonly out: string;
  /** child processes; 0 runs in this thread; default: the available cores */
  readonly workers?: number;
  /** instead of the study's own number */
  readonly replicates?: number;
  /** names of arms, scenarios or cells */
  readonly only?: readonly string[];
  readonly onProgress?: (progress: Progress) => void;
  /** stops cleanly: what was reported is on disk, and running again goes on from there */
  readonly signal?: AbortSignal;
};

export type RunResult = {
  readonly plan: Plan;
  /** every unit of the plan has a row */
  readonly complete: boolean;
  /** the signal came before the work was done; tables are then not written */
  readonly interrupted: boolean;
  readonly counts: Counts;
  readonly performance: readonly Performance[];
  /** of a study of calibration */
  readonly calibration?: StudyCalibration;
  /** damaged lines of the journal; their attempts were made again */
  readonly damage: readonly string[];
};

/** Runs or resumes a study.
 *  @throws InputError before any work where study, folder or selection are wrong */
export async function runStudy(options: RunOptions): Promise<RunResult> {
  const { out, workers = availableParallelism() } = options;
  const study = options.replicates === undefined ? options.study : { ...options.study, replicates: options.replicates };
  const root = studyRoot(study);
  const plan = await planStudy(study, nodeSurroundings(root));
  const selection = select(plan, options.only);
  openFolder(out, plan);
  const before = readJournal(out, plan);
  try {
    const missing = countMissing(plan, before.ledger, selection);
    const blocks = missingBlocks(plan, before.ledger, selection, Math.max(1, workers));
    if (missing.any) {
      clearDerived(out);
      await work(options, plan, before, blocks, missing.attempts, executorFor(root, workers));
    }
  } finally {
    before.close();
  }
  return conclude(out, plan, options.signal?.aborted === true, before.damage);
}

function executorFor(root: string, workers: number): Executor {
  const turn = () => new Promise<void>((resolve) => setImmediate(resolve));
  return workers === 0 ? inlineExecutor(nodeEstimators(root), turn) : processExecutor(root, workers);
}

async function work(
  { out, onProgress = () => {}, signal }: RunOptions,
  plan: Plan,
  before: JournalIndex,
  blocks: ReturnType<typeof missingBlocks>,
  total: number,
  executor: Executor,
): Promise<void> {
  const journal = openJournal(out);
  const meter = openMeter(total, onProgress);
  const onRecords = openRecorder(before, journal.append, meter.add);
  try {
    await executor.run({ plan, blocks, onRecords, ...(signal === undefined ? {} : { signal }) });
  } finally {
    journal.close();
    meter.finish();
  }
}

function conclude(out: string, plan: Plan, interrupted: boolean, damage: readonly string[]): RunResult {
  const after = readJournal(out, plan);
  try {
    const counts = after.ledger.counts();
    const complete = counts.done === counts.total;
    if (interrupted && !complete) return { plan, complete, interrupted, counts, performance: [], damage };
    const { byStatus, digests: _, ...found } = writeResults(out, plan, after);
    return { plan, complete, interrupted: false, counts: { ...counts, byStatus }, ...found, damage };
  } finally {
    after.close();
  }
}

export type Results = Pick<RunResult, 'plan' | 'complete' | 'counts' | 'performance' | 'calibration' | 'damage'>;

/** A results folder as it stands, from its plan and its journal; nothing is written.
 *  @throws InputError where the folder holds no results, or its rows contradict each other */
export function readResults(folder: string): Results {
  const plan = readPlan(folder);
  const index = readJournal(folder, plan);
  try {
    const counts = index.ledger.counts();
    const ignore = () => {};
    const { byStatus, digests: _, ...found } = makeTables(plan, index, ignore, ignore);
    const complete = counts.done === counts.total;
    return { plan, complete, counts: { ...counts, byStatus }, ...found, damage: index.damage };
  } finally {
    index.close();
  }
}
