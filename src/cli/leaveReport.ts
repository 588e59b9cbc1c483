import { join } from 'node:path';
import { shellLine } from '../core/shellLine.ts';
import { quickSelfCheck } from '../experiment/selfCheck/selfCheck.node.ts';
import type { SelfCheckFacts } from '../report/data/types.ts';
import { writeReport } from '../report/write.node.ts';
import { remark } from './output.ts';

/** Replicates of the self-check after every run: a fraction of a second. With far fewer, sums are not yet normal and the limit
 *  for z would be left by chance. */
const QUICK = 100;

/** Beyond it the journal takes minutes to read again, and the page is a command of its own. */
const MOST_ATTEMPTS = 200_000;

/** Writes the page of a results folder beside its tables. They are what a study is for: a page that fails is told of in
 *  one line and takes nothing away.
 *  @param attempts that the folder has */
export async function leaveReport(folder: string, attempts: number): Promise<void> {
  if (attempts > MOST_ATTEMPTS) {
    remark(`no page yet of so many attempts; to look at them: plumbline report ${shellLine([folder])}`);
    return;
  }
  const file = join(folder, 'report.html');
  try {
    const selfCheck = await selfCheckFacts(QUICK);
    await writeReport(folder, file, { refit: true, selfCheck });
    remark(`to look at: ${file}`);
  } catch (error) {
    const [why] = (error instanceof Error ? error.message : String(error)).split('\n');
    remark(`${file} could not be written: ${why}`);
  }
}

/** The head of a report: oracles scored by the code that is running now.
 *  @param of replicates; default: those of the self-check itself */
export async function selfCheckFacts(of?: number): Promise<SelfCheckFacts> {
  const { passed, checks, largestZ, limit, replicates } = await quickSelfCheck(of);
  return { passed, checks, worstZ: largestZ, limit, replicates };
}
