import { availableParallelism } from 'node:os';
import type { Performance } from '../score/types.ts';
import type { JudgedClaim } from './claims/judge.ts';
import type { Executor } from './executors/executor.ts';
import { inlineExecutor } from './executors/inline.ts';
import { openMeter, type Progress } from './executors/meter.ts';
import { processExecutor } from './executors/processes.node.ts';
import type { Verdicts } from './identification/verdicts.ts';
import { type JournalIndex, readJournal } from './journal/index.node.ts';
import { type JournalFiles, StorageFault, storing } from './journal/storage.node.ts';
import { openJournal } from './journal/writer.node.ts';
import { nodeEstimators } from './load/estimators.node.ts';
import { nodeRecordings } from './load/recorded.node.ts';
import { nodeSurroundings, studyRoot } from './load/study.node.ts';
import type { AcrossArms } from './output/acrossArms.ts';
import { canonicalHash } from './output/canonical.ts';
import { clearDerived, openFolder, readPlan } from './output/folder.node.ts';
import type { Misses } from './output/misses.ts';
import { makeTables } from './output/tables.ts';
import { writeResults } from './output/write.node.ts';
import { planStudy } from './plan/planStudy.ts';
import { type Piece, type Shard, shardPieces } from './plan/shard.ts';
import type { Plan } from './plan/types.ts';
import { runToTarget } from './planning/runToTarget.node.ts';
import type { Counts } from './run/ledger.ts';
import { countMissing, missingBlocks } from './run/missing.ts';
import { openRecorder } from './run/recorder.ts';
import { select } from './run/select.ts';
import { viewOf } from './run/shard.ts';
import { openWatch } from './run/worst.ts';
import type { StudyCalibration } from './sbc/verdict.ts';
import { type Study, withReplicates } from './study/study.ts';

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
  /** only this part of the study */
  readonly shard?: Shard;
  /** in place of `workers`: how blocks are worked off */
  readonly executor?: Executor;
  /** in place of the disk, for the journal: what a disk does in the end can be tried out with it */
  readonly files?: JournalFiles;
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
  /** why the results folder could not be written to the end, in one line; tables are then not written, and running
   *  again goes on from what is there */
  readonly halted?: string;
  readonly counts: Counts;
  /** of a run of one shard: its own units, and how many of them have a row */
  readonly shard?: { readonly units: number; readonly done: number };
  /** SHA-256 of the rows that are the same however the study was run (output/canonical.ts); null where it was interrupted */
  readonly hash: string | null;
  readonly performance: readonly Performance[];
  /** of a study of calibration */
  readonly calibration?: StudyCalibration;
  /** of a study of estimators, once its tables are written: what was missed, and why */
  readonly misses?: Misses;
  readonly verdicts?: Verdicts;
  readonly across?: AcrossArms;
  /** in the order of the study's; none before its tables are written */
  readonly claims: readonly JudgedClaim[];
  /** damaged lines of the journal; their attempts were made again */
  readonly damage: readonly string[];
};

/** Runs or resumes a study.
 *  @throws InputError before any work where study, folder or selection are wrong */
export async function runStudy(options: RunOptions): Promise<RunResult> {
  const { study, replicates, ...others } = options;
  if (replicates !== undefined) return runOnce({ ...others, study: withReplicates(study, replicates) });
  return study.target === undefined ? runOnce(options) : runToTarget(options, study.target, runOnce);
}

/** To the replicates of the study. */
async function runOnce(options: RunOptions): Promise<RunResult> {
  const root = studyRoot(options.study);
  return runPlan(await planStudy(options.study, nodeSurroundings(root)), root, options);
}

/** Runs or resumes a plan.
 *  @param root folder of its study file; undefined where nobody knows it, and nothing of it is needed
 *  @throws InputError as `runStudy` */
export async function runPlan(
  plan: Plan,
  root: string | undefined,
  options: Omit<RunOptions, 'study' | 'replicates'>,
): Promise<RunResult> {
  const { out, workers = availableParallelism() } = options;
  const selection = select(plan, options.only);
  const pieces = options.shard && shardPieces(plan, selection, options.shard);
  openFolder(out, plan, root);
  const before = readJournal(out, plan);
  let halted: string | undefined;
  try {
    const { ledger } = pieces === undefined ? before : viewOf(before.ledger, pieces);
    const missing = countMissing(plan, ledger, selection);
    const blocks = missingBlocks(plan, ledger, selection, Math.max(1, workers));
    if (missing.any) {
      storing(out, () => clearDerived(out));
      const executor = options.executor ?? executorFor(root ?? '.', workers);
      await work(options, plan, before, blocks, missing.attempts, executor);
    }
  } catch (error) {
    halted = haltOf(error);
  } finally {
    before.close();
  }
  return conclude(out, plan, options.signal?.aborted === true, before.damage, pieces, halted);
}

/** @throws what it is given, where that is no fault of the disk */
function haltOf(error: unknown): string {
  if (error instanceof StorageFault) return error.message;
  throw error;
}

function executorFor(root: string, workers: number): Executor {
  const turn = () => new Promise<void>((resolve) => setImmediate(resolve));
  return workers === 0
    ? inlineExecutor(nodeEstimators(root), turn, nodeRecordings(root))
    : processExecutor(root, workers);
}

async function work(
  { out, files, onProgress = () => {}, signal }: Omit<RunOptions, 'study' | 'replicates'>,
  plan: Plan,
  before: JournalIndex,
  blocks: ReturnType<typeof missingBlocks>,
  total: number,
  executor: Executor,
): Promise<void> {
  const journal = storing(out, () => openJournal(out, files));
  const watch = openWatch(plan);
  const meter = openMeter(total, onProgress, watch.worst);
  const append: typeof journal.append = (records) => storing(out, () => journal.append(records));
  const record = openRecorder(before, append, meter.add);
  const onRecords: typeof record = (records) => {
    watch.see(records);
    record(records);
  };
  try {
    await executor.run({ plan, blocks, onRecords, ...(signal === undefined ? {} : { signal }) });
  } finally {
    meter.finish();
    storing(out, journal.close);
  }
}

function conclude(
  out: string,
  plan: Plan,
  interrupted: boolean,
  damage: readonly string[],
  pieces?: readonly Piece[],
  halted?: string,
): RunResult {
  const after = readJournal(out, plan);
  try {
    const counts = after.ledger.counts();
    const shard = pieces === undefined ? {} : { shard: viewOf(after.ledger, pieces).counts() };
    const complete = counts.done === counts.total;
    const head = { plan, complete, ...shard, damage };
    if (interrupted && !complete) return { ...head, interrupted, counts, hash: null, performance: [], claims: [] };
    const halt = (why: string) => ({
      ...head,
      halted: why,
      interrupted: false,
      counts,
      hash: null,
      performance: [],
      claims: [],
    });
    if (halted !== undefined) return halt(halted);
    try {
      const { byStatus, digests: _, ...found } = storing(out, () => writeResults(out, plan, after));
      return { ...head, interrupted: false, counts: { ...counts, byStatus }, ...found };
    } catch (error) {
      return halt(haltOf(error));
    }
  } finally {
    after.close();
  }
}

export type Results = Pick<
  RunResult,
  | 'plan'
  | 'complete'
  | 'counts'
  | 'hash'
  | 'performance'
  | 'calibration'
  | 'misses'
  | 'verdicts'
  | 'across'
  | 'claims'
  | 'damage'
>;

/** A results folder as it stands, from its plan and its journal; nothing is written.
 *  @throws InputError where the folder holds no results, or its rows contradict each other */
export function readResults(folder: string): Results {
  const plan = readPlan(folder);
  const index = readJournal(folder, plan);
  try {
    const counts = index.ledger.counts();
    const ignore = () => {};
    const { byStatus, digests: _, ...found } = makeTables(plan, index, ignore, ignore);
    const hash = canonicalHash(plan, index);
    const complete = counts.done === counts.total;
    return { plan, complete, counts: { ...counts, byStatus }, ...found, hash, damage: index.damage };
  } finally {
    index.close();
  }
}
