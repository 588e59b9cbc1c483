import { mkdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { InputError } from './errors.ts';

/** A text file that the user named.
 *  @param kind what is wanted, for messages: `scenario file`
 *  @throws InputError where it cannot be read or is no text in UTF-8 */
export function readTextFile(file: string, kind = 'file'): string {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    throw new InputError({ file, message: unreadable(error as NodeJS.ErrnoException, kind) });
  }
  const nul = bytes.indexOf(0);
  if (nul !== -1) throw new InputError({ file, message: `this is no text: a zero at byte ${nul}; expected a ${kind}` });
  try {
    // strips a byte order mark as well
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new InputError({ file, message: 'this is not UTF-8; save it as UTF-8 text' });
  }
}

function unreadable({ code, message }: NodeJS.ErrnoException, kind: string): string {
  const reasons: Readonly<Record<string, string>> = {
    ENOENT: 'there is no such file',
    ENOTDIR: 'there is no such file',
    EISDIR: `this is a folder; expected a ${kind}`,
    EACCES: 'this file may not be read',
  };
  return reasons[code ?? ''] ?? `cannot be read: ${message}`;
}

/** Makes a folder and those above it. One at a time: with `recursive`, Node 20 never comes back from a place where the
 *  system answers ENOENT to every attempt, such as /proc.
 *  @throws the system's error, for `unwritable` to put into words */
export function makeFolder(folder: string): void {
  const path = resolve(folder);
  if (isFolder(path)) return;
  const above = dirname(path);
  if (above !== path) makeFolder(above);
  try {
    mkdirSync(path);
  } catch (error) {
    // another process may have been faster
    if (!isFolder(path)) throw error;
  }
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}

/** Why a file or folder cannot be written, in plain words. */
export function unwritable(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  const reasons: Readonly<Record<string, string>> = {
    EEXIST: 'there is a file of that name',
    ENOTDIR: 'a file stands where a folder is needed',
    EISDIR: 'there is a folder of that name',
    ENOENT: 'the system makes no folder there',
    EACCES: 'no permission to write there',
    EPERM: 'no permission to write there',
    EROFS: 'the disk may only be read',
    ENOSPC: 'the disk is full',
    EDQUOT: 'the quota of the disk is used up',
    EIO: 'the disk reports an error',
  };
  return reasons[code ?? ''] ?? message;
}
