import type { SelfCheck } from '../../score/selfCheck.ts';
import type { RecordSource } from '../output/rows.ts';
import { makeTables } from '../output/tables.ts';
import type { EstimatorSource } from '../plan/sources.ts';
import { type Plan, runsIn } from '../plan/types.ts';
import { openLaboratory } from '../run/laboratory.ts';
import { openLedger } from '../run/ledger.ts';
import type { RunRecord } from '../run/record.ts';
import { judgeOracles } from './judge.ts';

const ignore = (): void => {};

/** The self-check without a file or a process, for a page or a report: the same plan gives the same answer, in about 2 ms
 *  a replicate.
 *  @param plan of oracles
 *  @see statistics.md §8 */
export async function selfCheckInMemory(plan: Plan, estimatorOf: EstimatorSource): Promise<SelfCheck> {
  const source = await rowsOf(plan, estimatorOf);
  return judgeOracles(plan, makeTables(plan, source, ignore, ignore), source);
}

async function rowsOf(plan: Plan, estimatorOf: EstimatorSource): Promise<RecordSource> {
  const ledger = openLedger(plan);
  const records = new Map<number, RunRecord>();
  // no row depends on the time it took
  const laboratory = await openLaboratory(plan, estimatorOf, () => 0);
  for (const cell of plan.cells.keys()) {
    const arms = [...plan.arms.keys()].filter((arm) => runsIn(plan, cell, arm));
    for (let replicate = 0; replicate < plan.replicates; replicate++) {
      for await (const record of laboratory.run(cell, replicate, arms)) {
        ledger.note(record);
        records.set(ledger.slot(record)!, record);
      }
    }
  }
  return { ledger, read: (slot) => records.get(slot) };
}
