import { z } from 'zod';
import { InputError } from '../../core/errors.ts';
import { classicalCovariance } from '../../inference/leastSquares/classical.ts';
import { type LeastSquaresFit, leastSquares } from '../../inference/leastSquares/fit.ts';
import { standardErrors } from '../../inference/leastSquares/sandwich.ts';
import { summarize } from '../../inference/leastSquares/summary.ts';
import { leastSquaresAgreement as agreement, agreeRow } from './agreement.ts';
import { readPart } from './read.ts';
import type { AuditKind, AuditRow } from './types.ts';

const numbers = z.array(z.number()).min(1);
const input = z
  .object({ y: numbers, a: numbers, m: numbers, c: numbers })
  .refine(({ y, a, m, c }) => [a, m, c].every(({ length }) => length === y.length), 'y, a, m, c: all of one length');
const expected = z
  .strictObject({
    /** of m on 1, a, c */
    first_stage: numbers,
    /** of y on 1, a, m, c */
    second_stage: numbers,
    direct: z.number(),
    se_direct: z.number(),
    indirect: z.number(),
    se_indirect_sobel: z.number(),
    total: z.number(),
    /** coefficient of a in y on 1, a, c */
    total_regression: z.number(),
    r2_first: z.number(),
  })
  .partial();

/** Linear mediation a → m → y by two regressions. */
export const mediationAudit: AuditKind = {
  id: 'mediation',
  about: "two-stage mediation: both regressions, direct, indirect and total effect, Sobel's standard error",
  check: (problem) => {
    const { y, a, m, c } = readPart(problem, 'input', input);
    const answers = readPart(problem, 'expected', expected);
    const ones = y.map(() => 1);
    const first = regression(problem.id, m, [ones, a, c]);
    const second = regression(problem.id, y, [ones, a, m, c]);
    const whole = regression(problem.id, y, [ones, a, c]);
    const [feed, direct, effect] = [first.coefficients[1]!, second.coefficients[1]!, second.coefficients[2]!];
    const [feedSe, directSe, effectSe] = [errors(first)[1]!, errors(second)[1]!, errors(second)[2]!];
    const got: { readonly [Key in keyof typeof answers]-?: number | Float64Array } = {
      first_stage: first.coefficients,
      second_stage: second.coefficients,
      direct,
      se_direct: directSe,
      indirect: feed * effect,
      // Sobel (1982), first order
      se_indirect_sobel: Math.sqrt(effect * effect * feedSe * feedSe + feed * feed * effectSe * effectSe),
      total: direct + feed * effect,
      total_regression: whole.coefficients[1]!,
      r2_first: summarize(first).r2,
    };
    return Object.entries(answers).flatMap(([quantity, answer]): AuditRow[] => {
      const value = got[quantity as keyof typeof answers];
      const ours = typeof value === 'number' ? [value] : [...value];
      const theirs = typeof answer === 'number' ? [answer] : (answer ?? []);
      return theirs.map((number, j) => {
        const name = typeof value === 'number' ? quantity : `${quantity}[${j}]`;
        return agreeRow(problem.id, name, ours[j] ?? Number.NaN, number, agreement);
      });
    });
  },
};

function regression(id: string, y: readonly number[], columns: readonly (readonly number[])[]): LeastSquaresFit {
  const fit = leastSquares(Float64Array.from(columns.flat()), Float64Array.from(y), columns.length);
  if (fit.status !== 'ok') throw new InputError({ path: id, message: `no unique fit: ${fit.status}` });
  return fit;
}

function errors(fit: LeastSquaresFit): Float64Array {
  return standardErrors(classicalCovariance(fit), fit.k);
}
