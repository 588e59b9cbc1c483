import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { hashJson } from '../../core/hash.ts';
import { type JournalIndex, readJournal, readJournals } from '../journal/index.node.ts';
import { openFolder, readPlan } from '../output/folder.node.ts';
import { allShards, type Piece } from '../plan/shard.ts';
import type { Plan } from '../plan/types.ts';
import { select } from '../run/select.ts';
import { handOver, slotsOf } from './handOver.node.ts';
import { shardFolders } from './shardFolders.node.ts';

/** How a results folder and its shards stand to a plan. */
export type FolderState = {
  /** shards with units that no folder has, ascending from 1 */
  readonly missing: readonly number[];
  /** the folder has all units, and the tables made from them */
  readonly merged: boolean;
};

/** Finds what is missing, from the journals alone.
 *  @param prepare the study's folder; makes the results folders ready for tasks: they take the new plan, and a shard with missing units gets the rows
 *  of its others that other folders have, from before the study grew or was cut otherwise. Nothing is made twice then
 *  @throws InputError where a folder holds results of another plan, or rows contradict each other */
export function lookAt(
  out: string,
  plan: Plan,
  shards: number,
  prepare: { readonly root: string } | undefined,
): FolderState {
  const folders = shardFolders(out);
  if (prepare) for (const folder of folders) keepUp(folder, plan, prepare.root);
  const all = readJournals([...folders, out].filter(existsSync), plan);
  try {
    const pieces = allShards(plan, select(plan), shards);
    const missing = pieces.flatMap((mine, i) => (lacks(all, mine) ? [i + 1] : []));
    if (prepare)
      for (const shard of missing) {
        handOver(all, pieces[shard - 1]!, join(out, 'shards', String(shard)), plan, prepare.root);
      }
    return { missing, merged: missing.length === 0 && isMerged(out, plan) };
  } finally {
    all.close();
  }
}

function keepUp(folder: string, plan: Plan, root: string): void {
  if (hashJson(readPlan(folder)) !== hashJson(plan)) openFolder(folder, plan, root);
}

function lacks({ ledger }: JournalIndex, pieces: readonly Piece[]): boolean {
  const slots = slotsOf(ledger, pieces);
  for (const slot of slots) if (ledger.isMissing(slot)) return true;
  return false;
}

function isMerged(out: string, plan: Plan): boolean {
  // made last, and removed first
  if (!existsSync(join(out, 'manifest.json'))) return false;
  const own = readJournal(out, plan);
  try {
    return own.ledger.counts().done === own.ledger.counts().total;
  } finally {
    own.close();
  }
}
