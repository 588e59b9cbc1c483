import { readdirSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { InputError, type Problem } from '../core/errors.ts';
import { readTextFile } from '../core/files.node.ts';
import { closest } from '../core/spelling.ts';
import { auditKinds } from '../estimate/audit/registry.ts';
import type { AuditKind, AuditRow, ReferenceProblem } from '../estimate/audit/types.ts';

/** The reference problems that a path names: a file, or all .json of a folder, by name.
 *  @throws InputError where there is none */
export function referenceFiles(path: string): { readonly files: readonly string[]; readonly folder: boolean } {
  let folder: boolean;
  try {
    folder = statSync(path).isDirectory();
  } catch {
    throw new InputError({ file: path, message: 'there is no such file or folder' });
  }
  if (!folder) return { files: [path], folder };
  const names = readdirSync(path).filter((name) => name.endsWith('.json'));
  if (names.length === 0) {
    throw new InputError({ file: path, message: 'this folder holds no reference problem (.json)' });
  }
  return { files: names.sort().map((name) => join(path, name)), folder };
}

/** @throws InputError for what is no reference problem */
export function readProblem(file: string): ReferenceProblem {
  let problem: unknown;
  try {
    problem = JSON.parse(readTextFile(file, 'reference problem (.json)'));
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw new InputError({ file, message: `this is not JSON: ${(error as Error).message}` });
  }
  const { kind, id } = (problem ?? {}) as Partial<ReferenceProblem>;
  if (typeof kind !== 'string' || typeof id !== 'string') {
    throw new InputError({ file, message: 'a reference problem needs "kind" and "id", both text' });
  }
  return problem as ReferenceProblem;
}

export const isKnown = ({ kind }: ReferenceProblem): boolean => Object.hasOwn(auditKinds, kind);

/** Refits a problem. @throws InputError, naming the file, for a kind that is none, or for parts that do not fit it */
export async function checkProblem(problem: ReferenceProblem, file: string): Promise<readonly AuditRow[]> {
  // a problem names its data from the parent of its folder
  const readText = (name: string) => readTextFile(join(dirname(resolve(file)), '..', name));
  try {
    return await kindOf(problem).check(problem, { readText });
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    throw new InputError(error.problems.map((one): Problem => ({ ...one, file: one.file ?? file })));
  }
}

function kindOf({ kind }: ReferenceProblem): AuditKind {
  const kinds: Readonly<Record<string, AuditKind>> = auditKinds;
  if (Object.hasOwn(kinds, kind)) return kinds[kind]!;
  const guess = closest(kind, Object.keys(kinds));
  const message = `unknown kind "${kind}"; there are ${Object.keys(kinds).join(', ')}`;
  throw new InputError({ path: 'kind', message, ...(guess === undefined ? {} : { guess }) });
}
