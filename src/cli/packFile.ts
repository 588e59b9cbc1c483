import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** What states a folder of datasets. */
export const PACK = 'pack.yaml';

/** The file that states a pack: the folder's own, where a folder is named. */
export function packFile(pack: string): string {
  return isFolder(pack) ? join(pack, PACK) : pack;
}

/** Is it a folder with a pack in it? */
export function isPack(path: string): boolean {
  return isFolder(path) && existsSync(join(path, PACK));
}

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
