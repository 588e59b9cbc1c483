import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** The results folders of a study's shards, `shards/*` in its own. A task that died at its very start has left no plan, and
 *  no results. */
export function shardFolders(out: string): readonly string[] {
  const above = join(out, 'shards');
  if (!existsSync(above)) return [];
  const folders = readdirSync(above).map((name) => join(above, name));
  return folders.filter(isResultsFolder).sort();
}

/** A results folder with those of its shards, as far as they are there; itself, where none is. */
export function withShards(folder: string): readonly string[] {
  const all = [...shardFolders(folder), folder];
  return all.filter((one) => isResultsFolder(one) || all.length === 1);
}

const isResultsFolder = (folder: string): boolean => existsSync(join(folder, 'plan.json'));
