import { closeSync, existsSync, realpathSync, renameSync, rmSync, statSync, utimesSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { InputError } from '../../core/errors.ts';
import { unwritable } from '../../core/files.node.ts';
import { type JournalIndex, readJournal, readJournals } from '../journal/index.node.ts';
import { encodeLine } from '../journal/line.ts';
import { diskFiles } from '../journal/storage.node.ts';
import { openNextPart } from '../journal/writer.node.ts';
import { openAtomic, temporaryName } from '../output/atomic.node.ts';
import { clearDerived, openFolder, readPlan } from '../output/folder.node.ts';
import { writeResults } from '../output/write.node.ts';
import type { Plan } from '../plan/types.ts';
import type { Results } from '../runStudy.node.ts';
import { mergePlans } from './mergePlans.ts';

export type MergeResult = Results & {
  /** rows and truths that `out` did not have */
  readonly added: number;
};

/** Brings the rows of several results folders together in one, with its tables; it can be resumed like any other. What `out`
 *  holds already takes part, so that merging again, or more, adds what is new. A folder that is not there yet appears when it is
 *  complete; one that is gets one new part of its journal, which appears when it is complete. The folders read are left as they are.
 *  @throws InputError before anything is written where the folders are not of one study and one version of the code, or two
 *    rows of one unit differ that must be equal */
export function mergeFolders(folders: readonly string[], out: string): MergeResult {
  const continued = existsSync(join(out, 'plan.json'));
  const sources = distinct(continued ? [out, ...folders] : folders);
  const plan = mergePlans(sources.map((folder) => ({ folder, plan: readPlan(folder) })));
  const index = readJournals(sources, plan);
  const target = existsSync(out) ? out : temporaryName(out);
  try {
    const added = settle(target, plan, index, continued ? out : undefined);
    const result = finish(target, plan);
    if (target !== out) renameSync(target, out);
    return { ...result, added, damage: index.damage };
  } catch (error) {
    if (target !== out) discard(target);
    if ((error as NodeJS.ErrnoException).syscall === undefined) throw error;
    throw new InputError({ file: out, message: `the results folder cannot be written: ${unwritable(error)}` });
  } finally {
    index.close();
  }
}

/** What a merge that did not end has left, if anything. */
function discard(folder: string): void {
  if (existsSync(folder)) rmSync(folder, { recursive: true });
}

/** Each folder once, however it is written. */
function distinct(folders: readonly string[]): readonly string[] {
  const real = (folder: string): string => (existsSync(folder) ? realpathSync(folder) : resolve(folder));
  return [...new Map(folders.map((folder) => [real(folder), folder] as const).reverse()).values()].reverse();
}

/** Writes plan and rows, in the order of the plan, but for rows that stand in the target already.
 *  @param own the target, where it holds results */
function settle(target: string, plan: Plan, index: JournalIndex, own?: string): number {
  openFolder(target, plan);
  clearDerived(target);
  const mine = new Set(index.parts.filter((file) => own !== undefined && resolve(file, '..') === resolve(own)));
  // a run may begin a part of its own in the meantime
  const sink = openAtomic(join(target, 'attempts'), () => {
    const { file, descriptor } = openNextPart(target, diskFiles);
    closeSync(descriptor);
    return file;
  });
  let added = 0;
  try {
    for (let slot = 0; slot < index.ledger.slots; slot++) {
      const part = index.partOf(slot);
      if (part === undefined || mine.has(index.parts[part]!)) continue;
      sink.write(encodeLine(index.read(slot)!));
      added += 1;
    }
  } catch (error) {
    sink.discard();
    throw error;
  }
  if (added === 0) sink.discard();
  else age(sink.keep(), index.parts);
  return added;
}

/** Makes a part as old as the newest of those that it was made from: `status` tells by its time whether a run is writing it. */
function age(part: string, from: readonly string[]): void {
  const newest = Math.max(...from.map((file) => statSync(file).mtimeMs)) / 1000;
  utimesSync(part, newest, newest);
}

function finish(folder: string, plan: Plan): Results {
  const index = readJournal(folder, plan);
  try {
    const counts = index.ledger.counts();
    const { byStatus, digests: _, ...found } = writeResults(folder, plan, index);
    const complete = counts.done === counts.total;
    return { plan, complete, counts: { ...counts, byStatus }, ...found, damage: index.damage };
  } finally {
    index.close();
  }
}
