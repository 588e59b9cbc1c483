import { type Finding, locate, type Source } from '../core/document.ts';
import { InputError, type Problem } from '../core/errors.ts';

/** Findings at their lines of a fit file. */
export function specProblem(source: Source, findings: readonly Finding[]): InputError {
  return new InputError(locate(source, findings));
}

/** Does some work on behalf of one part of a fit file, and gives bad input that names no file of its own its place there.
 *  @param above path of that part: `['estimator']` */
export function inSpec<T>(source: Source, above: Finding['path'], work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw placed(source, above, error);
  }
}

/** The same problem with file, line and column, where it had none; other errors as they are. */
export function placed(source: Source, above: Finding['path'], error: unknown): unknown {
  if (!(error instanceof InputError)) return error;
  return new InputError(
    error.problems.map((problem): Problem => {
      if (problem.file !== undefined) return problem;
      const own = problem.path === undefined || problem.path === '' ? [] : problem.path.split('.');
      const path = [...above, ...own];
      return { ...problem, file: source.file, ...source.positionOf(path), path: path.join('.') };
    }),
  );
}
