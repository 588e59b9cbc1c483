import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SelfCheck } from '../../score/selfCheck.ts';
import { readJournal } from '../journal/index.node.ts';
import { loadStudy, nodeSurroundings, studyRoot } from '../load/study.node.ts';
import { planStudy } from '../plan/planStudy.ts';
import { type RunOptions, runStudy } from '../runStudy.node.ts';
import { withReplicates } from '../study/study.ts';
import { selfCheckInMemory } from './inMemory.ts';
import { judgeOracles } from './judge.ts';
import { type SelfCheckSummary, summarizeSelfCheck } from './summary.ts';

export type SelfCheckOptions = Pick<RunOptions, 'workers' | 'replicates' | 'onProgress' | 'signal'>;

const STUDY = 'self-check';

/** Runs the oracles of `experiments/self-check.yaml` through the whole harness and holds what it finds against what is
 *  known; null when the signal came first. Results are made in a temporary folder and removed.
 *  @see statistics.md §8 */
export async function runSelfCheck(options: SelfCheckOptions = {}): Promise<SelfCheck | null> {
  const out = mkdtempSync(join(tmpdir(), 'plumbline-self-check-'));
  try {
    const { plan, complete, ...tables } = await runStudy({ ...options, study: loadStudy(STUDY), out });
    if (!complete) return null;
    const rows = readJournal(out, plan);
    try {
      return judgeOracles(plan, tables, rows);
    } finally {
      rows.close();
    }
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}

/** Replicates of the check that a report's head tells of: about a second. A choice; `audit --self` takes 10,000. */
const QUICK = 400;

/** The same study in memory and in this thread, small enough for the head of every report. The seed is the study's, so that
 *  it says the same each time. */
export async function quickSelfCheck(replicates = QUICK): Promise<SelfCheckSummary> {
  const study = withReplicates(loadStudy(STUDY), replicates);
  const surroundings = nodeSurroundings(studyRoot(study));
  const plan = await planStudy(study, surroundings);
  return summarizeSelfCheck(await selfCheckInMemory(plan, surroundings.estimatorOf), plan);
}
