import { existsSync, readdirSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { InputError } from '../../core/errors.ts';
import { withShards } from '../slurm/shardFolders.node.ts';

/** The results folders that a name stands for: itself and those of its shards.
 *  @throws InputError where it holds nothing, but the parts of its study lie beside it */
export function resultsOf(folder: string): readonly string[] {
  const found = withShards(folder);
  const parts = hasPlan(found[0]!) ? 0 : partsBeside(folder);
  if (parts === 0) return found;
  const message = `is no results folder; ${parts === 1 ? '1 part of a study lies' : `${parts} parts of a study lie`} beside it`;
  throw new InputError({ file: folder, message, guess: `${folder}.shard-*` });
}

const hasPlan = (folder: string): boolean => existsSync(join(folder, 'plan.json'));

/** Folders that `run --shard` has left, by the names it gives them. */
function partsBeside(folder: string): number {
  const above = dirname(resolve(folder));
  if (!existsSync(above)) return 0;
  const head = `${basename(resolve(folder))}.shard-`;
  return readdirSync(above).filter((name) => name.startsWith(head) && hasPlan(join(above, name))).length;
}
