import type { Finding } from '../../core/document.ts';
import { formatProblem, InputError, type Problem } from '../../core/errors.ts';
import { closest } from '../../core/spelling.ts';

/** What an InputError of another room says, at a place in the study file.
 *  @throws the error itself when it is none of the user's */
export function findingsFrom(error: unknown, path: Finding['path'], head = ''): readonly Finding[] {
  if (!(error instanceof InputError)) throw error;
  return error.problems.map(({ guess, ...problem }) => ({
    path,
    message: `${head}${formatProblem(inside(problem, path))}`,
    ...(guess === undefined ? {} : { guess }),
  }));
}

/** What an InputError says of values that the study itself sets in a scenario: where it names no line, the fault is in the
 *  study, not in the scenario's file.
 *  @throws the error itself when it is none of the user's */
export function findingsInSet(error: unknown, path: Finding['path']): readonly Finding[] {
  if (!(error instanceof InputError)) throw error;
  const problems = error.problems.map(({ file, ...problem }) =>
    file === undefined || problem.line === undefined ? problem : { file, ...problem },
  );
  return findingsFrom(new InputError(problems), path);
}

/** What the study file cannot say of itself; the last word of the path above need not stand twice. */
function inside({ path, ...problem }: Problem, above: Finding['path']): Problem {
  return path === undefined || path === '' || path === above.at(-1) ? problem : { ...problem, path };
}

/** Two cells or two arms that are one and the same thing, or that have one name. */
export function repeated(
  what: string,
  items: readonly { readonly id: string; readonly name: string }[],
  path: Finding['path'],
): readonly Finding[] {
  return items.flatMap((item, i) => {
    const earlier = items.slice(0, i);
    const twin = earlier.find((other) => other.id === item.id);
    if (twin !== undefined) return [{ path, message: `${what} ${item.name} is the same as ${twin.name}; remove one` }];
    const namesake = earlier.some((other) => other.name === item.name);
    return namesake ? [{ path, message: `two ${what}s are named ${item.name}` }] : [];
  });
}

/** Message and guess for a word that names nothing. */
export function unknownWord(
  what: string,
  word: string,
  allowed: readonly string[],
): { message: string; guess?: string } {
  const guess = closest(word, allowed);
  const message = `unknown ${what} "${word}"`;
  return guess === undefined ? { message: `${message}; there are ${allowed.join(', ')}` } : { message, guess };
}
