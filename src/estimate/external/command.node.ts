import { accessSync, constants, readFileSync, statSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import process from 'node:process';
import { hashJson, sha256Hex } from '../../core/hash.ts';

/** A word that ends like this is a program text, and must be there. */
const scriptEnding = /\.(py|r|jl|m?js|cjs|sh|rb|pl|stan)$/i;

/** What keeps a command from being run, and which word of it is to blame. */
export type CommandProblem = { readonly word: number; readonly message: string };

/** Looks for the program and for the scripts that it is to read, before anything runs.
 *  @param root folder that paths are relative to */
export function commandProblem([program, ...words]: readonly string[], root: string): CommandProblem | undefined {
  const missing = words.findIndex(
    (word) => scriptEnding.test(word) && !word.startsWith('-') && !isFile(resolve(root, word)),
  );
  const message = program!.includes('/') ? pathProblem(program!, resolve(root, program!)) : nameProblem(program!);
  if (message !== undefined) return { word: 0, message };
  if (missing === -1) return undefined;
  return { word: missing + 1, message: `no file ${resolve(root, words[missing]!)} (from "${words[missing]}")` };
}

function pathProblem(word: string, path: string): string | undefined {
  if (!isFile(path)) return `no program ${path} (from "${word}")`;
  return isExecutable(path) ? undefined : `${path} may not be executed: chmod +x, or name its interpreter first`;
}

function nameProblem(name: string): string | undefined {
  const paths = (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, name));
  return paths.some((path) => isFile(path) && isExecutable(path))
    ? undefined
    : `no program "${name}" on the PATH; a path has a slash: "./${name}"`;
}

/** Hash of the files that a command names, but not of a program found elsewhere: interpreters differ between machines. */
export function commandSource(command: readonly string[], root: string): string | undefined {
  const files = command.flatMap((word, i) => {
    const isOwn = i > 0 || (word.includes('/') && !word.startsWith('/'));
    return isOwn && isFile(resolve(root, word)) ? [[word, sha256Hex(readFileSync(resolve(root, word)))]] : [];
  });
  return files.length === 0 ? undefined : hashJson(files);
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
