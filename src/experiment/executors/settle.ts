import type { Plan } from '../plan/types.ts';
import type { Block } from '../run/block.ts';
import { missedAttempts } from '../run/missed.ts';
import type { AttemptRecord } from '../run/record.ts';
import type { BlockReport } from './blockReport.ts';
import type { Task } from './tasks.ts';

/** Why a process left a block before its end. */
export type Unfinished =
  | { readonly kind: 'worn' }
  | { readonly kind: 'died'; readonly at: Suspect | null; readonly how: string }
  | { readonly kind: 'timeout' | 'oom'; readonly at: Suspect };

type Suspect = { readonly replicate: number; readonly arm: number };

const sizeOf = ({ items }: Block): number => items.reduce((sum, { arms }) => sum + 1 + arms.length, 0);

/** Processes that may die over a block before they come to an attempt. */
const MOST_DEATHS = 2;

/** Classifies the attempt that ended a process and says what is tried again: all others of the block, and a lost attempt
 *  once more, in a block of its own. */
export function settle(
  plan: Plan,
  task: Task,
  report: BlockReport,
  end: Unfinished,
): { readonly rows: readonly AttemptRecord[]; readonly again: readonly Task[] } {
  const { block, isRetry, deaths } = task;
  const rest = (more: number): Task => ({ block: report.rest(), isRetry, deaths: more });
  if (end.kind === 'worn') return { rows: [], again: [rest(0)] };
  const { at } = end;
  const how = end.kind === 'died' ? end.how : undefined;
  if (at !== null && !report.isSettled(at.replicate, at.arm)) {
    const only = { cell: block.cell, items: [{ replicate: at.replicate, arms: [at.arm] }] };
    const status = end.kind === 'died' ? 'lost' : end.kind;
    report.settle(at.replicate, at.arm);
    const once = status === 'lost' && !isRetry ? [{ block: only, isRetry: true, deaths: 0 }] : [];
    return { rows: missedAttempts(plan, only, status, report.digests, how), again: [rest(0), ...once] };
  }
  // between two attempts: nobody's fault that we know of
  const progress = sizeOf(report.rest()) < sizeOf(block);
  if (progress || deaths + 1 < MOST_DEATHS) return { rows: [], again: [rest(progress ? 0 : deaths + 1)] };
  return { rows: missedAttempts(plan, report.rest(), 'lost', report.digests, how), again: [] };
}
