import process from 'node:process';
import { type ComparedResults, openCompared } from '../compare/results.node.ts';
import { exitCodes } from './exitCodes.ts';
import { remark } from './output.ts';

/** Opens a folder, and says which of its lines are damaged. */
export function openTold(folder: string): ComparedResults {
  const opened = openCompared(folder);
  for (const line of opened.damage) remark(`journal: ${line}`);
  return opened;
}

/** What is not all there is not judged: says so, with its exit code.
 *  @param replicates that are wanted of each; default: all of its plan */
export function isIncomplete(opened: readonly ComparedResults[], replicates?: number): boolean {
  let incomplete = false;
  for (const { folder, plan, first } of opened) {
    const few = replicates !== undefined && plan.replicates < replicates;
    if (few) remark(`${folder}: has ${plan.replicates} of ${replicates} replicates`);
    const open = first(replicates ?? plan.replicates).missing;
    if (open > 0) remark(`${folder}: attempts still to be made: ${open}; run it to its end first`);
    incomplete ||= few || open > 0;
  }
  if (incomplete) process.exitCode = exitCodes.incomplete;
  return incomplete;
}
