import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type SelfCheck, selfCheck } from '../score/selfCheck.ts';
import { loadStudy } from './load/study.node.ts';
import { type RunOptions, runStudy } from './runStudy.node.ts';
import { knownAnswers } from './selfCheck.ts';
import { knownAcross, rowsAcross } from './selfCheckAcross.ts';

export type SelfCheckOptions = Pick<RunOptions, 'workers' | 'replicates' | 'onProgress' | 'signal'>;

/** Runs the oracles of `experiments/self-check.yaml` through the whole harness and holds what it finds against what is
 *  known; null when the signal came first. Results are made in a temporary folder and removed.
 *  @see statistics.md §8 */
export async function runSelfCheck(options: SelfCheckOptions = {}): Promise<SelfCheck | null> {
  const out = mkdtempSync(join(tmpdir(), 'plumbline-self-check-'));
  try {
    const { plan, performance, across, complete } = await runStudy({ ...options, study: loadStudy('self-check'), out });
    if (!complete) return null;
    const alone = knownAnswers(plan);
    const rows = [...performance, ...(across === undefined ? [] : rowsAcross(across))];
    return selfCheck(rows, [...alone, ...knownAcross(plan, alone)]);
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}
