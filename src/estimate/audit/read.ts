import type { z } from 'zod';
import { InputError } from '../../core/errors.ts';
import type { ReferenceProblem } from './types.ts';

/** A part of a problem by its schema. @throws InputError with everything that does not fit */
export function readPart<T>(problem: ReferenceProblem, part: 'input' | 'expected' | 'cases', schema: z.ZodType<T>): T {
  const result = schema.safeParse(problem[part]);
  if (result.success) return result.data;
  throw new InputError(
    result.error.issues.map(({ path, message }) => ({ path: [problem.id, part, ...path].join('.'), message })),
  );
}
