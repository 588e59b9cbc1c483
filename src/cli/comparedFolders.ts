import process from 'node:process';
import type { ComparedResults } from './comparedResults.ts';
import { exitCodes } from './exitCodes.ts';
import { remark } from './output.ts';

/** What is not all there is not judged: says so, with its exit code.
 *  @param replicates that are wanted of each; default: all of its plan */
export function isIncomplete(opened: readonly ComparedResults[], replicates?: number): boolean {
  let incomplete = false;
  for (const { folder, plan, first, damage } of opened) {
    for (const line of damage) remark(`journal: ${line}`);
    const few = replicates !== undefined && plan.replicates < replicates;
    if (few) remark(`${folder}: has ${plan.replicates} of ${replicates} replicates`);
    const open = first(replicates ?? plan.replicates).missing;
    if (open > 0) remark(`${folder}: attempts still to be made: ${open}; run it to its end first`);
    incomplete ||= few || open > 0;
  }
  if (incomplete) process.exitCode = exitCodes.incomplete;
  return incomplete;
}
