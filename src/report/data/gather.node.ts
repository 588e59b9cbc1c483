import { type JournalIndex, readJournals } from '../../experiment/journal/index.node.ts';
import { mergePlans } from '../../experiment/merge/mergePlans.ts';
import { readPlan } from '../../experiment/output/folder.node.ts';
import { makeTables } from '../../experiment/output/tables.ts';
import type { Plan } from '../../experiment/plan/types.ts';
import { resultsOf } from '../../experiment/status/folders.node.ts';
import { madeByOtherCode } from './otherCode.node.ts';
import { refits } from './posteriors.node.ts';
import { reportData } from './reportData.ts';
import type { ReportData, SelfCheckFacts } from './types.ts';

export type GatherOptions = {
  /** as the reader is to name the folder in a replay command; default: as it is named here */
  readonly named?: string;
  /** make fits of replicate 0 again, for posteriors and curves */
  readonly refit: boolean;
  readonly selfCheck: SelfCheckFacts | null;
};

/** Everything that the page shows of a results folder, or of the parts of a study that lie in one.
 *  @throws InputError where it is no results folder, or its rows contradict each other */
export async function gatherReport(
  folder: string,
  { named = folder, refit, selfCheck }: GatherOptions,
): Promise<ReportData> {
  const folders = resultsOf(folder);
  const plan = mergePlans(folders.map((one) => ({ folder: one, plan: readPlan(one) })));
  const index = readJournals(folders, plan);
  try {
    const ignore = () => {};
    const otherCode = madeByOtherCode(folders[0]!, plan);
    const { posteriors, note } = await refitted(plan, index, refit, otherCode);
    return reportData({
      ...{
        plan,
        source: index,
        tables: makeTables(plan, index, ignore, ignore),
        results: named,
        selfCheck,
        posteriors,
        otherCode,
      },
      counts: countsOf(index),
      notes: note === null ? [] : [note],
    });
  } finally {
    index.close();
  }
}

async function refitted(
  plan: Plan,
  index: JournalIndex,
  refit: boolean,
  otherCode: boolean,
): ReturnType<typeof refits> {
  if (!refit || plan.calibration !== undefined) return { posteriors: [], note: null };
  if (!otherCode) return refits(plan, index);
  const note =
    'The results are of another version of the code, so no fit was made again: posteriors and estimated curves are not shown.';
  return { posteriors: [], note };
}

function countsOf({ ledger }: JournalIndex): { readonly total: number; readonly done: number } {
  const { total, done } = ledger.counts();
  return { total, done };
}
