import { closeSync, fsyncSync, futimesSync, openSync, writeSync } from 'node:fs';
import { unwritable } from '../../core/files.node.ts';

/** The part of a file system that a journal needs; a test hands over one that fails. */
export type JournalFiles = {
  readonly openSync: (path: string, flags: string) => number;
  readonly writeSync: (descriptor: number, bytes: Uint8Array, offset: number) => number;
  readonly fsyncSync: (descriptor: number) => void;
  readonly futimesSync: (descriptor: number, accessed: number, modified: number) => void;
  readonly closeSync: (descriptor: number) => void;
};

export const diskFiles: JournalFiles = { openSync, writeSync, fsyncSync, futimesSync, closeSync };

/** What keeps a file from being written that nobody's code is to blame for. */
const codes: readonly unknown[] = ['ENOSPC', 'EDQUOT', 'EROFS', 'EIO', 'EACCES', 'EPERM', 'EFBIG', 'ESTALE', 'ENXIO'];

/** The results folder can no longer be written: what is in it stays as it is, and a later run goes on from there. */
export class StorageFault extends Error {}

/** Does what writes to a results folder.
 *  @throws StorageFault, in one line, where the disk does not let it */
export function storing<T>(folder: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && codes.includes(error.code))) throw error;
    throw new StorageFault(`${folder}: can no longer be written: ${unwritable(error)}`, { cause: error });
  }
}
