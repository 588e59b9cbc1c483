import { z } from 'zod';
import { InputError } from '../../core/errors.ts';
import { classicalCovariance } from '../../inference/leastSquares/classical.ts';
import { type LeastSquaresFit, leastSquares } from '../../inference/leastSquares/fit.ts';
import { hc3Covariance } from '../../inference/leastSquares/hc3.ts';
import { type CoefficientTest, testCoefficient } from '../../inference/leastSquares/inference.ts';
import { neweyWestCovariance } from '../../inference/leastSquares/neweyWest.ts';
import { standardErrors } from '../../inference/leastSquares/sandwich.ts';
import { durbinWatson, summarize } from '../../inference/leastSquares/summary.ts';
import { leastSquaresAgreement as agreement, agreeProbability, agreeRow } from './agreement.ts';
import type { AuditRow } from './types.ts';

const numbers = z.array(z.number());
/** `expected` of a least-squares problem; what is absent is not checked, what is unknown is an error. */
export const leastSquaresExpected = z
  .strictObject({
    names: z.array(z.string()),
    coef: numbers,
    se: numbers,
    t: numbers,
    p: numbers,
    ci95: z.array(z.tuple([z.number(), z.number()])),
    se_hc3: numbers,
    se_hac_newey_west_lag4: numbers,
    r2: z.number(),
    r2_adj: z.number(),
    sigma2: z.number(),
    loglik: z.number(),
    aic: z.number(),
    bic: z.number(),
    durbin_watson: z.number(),
    df_resid: z.number(),
  })
  .partial()
  .required({ names: true });

export type LeastSquaresExpected = z.infer<typeof leastSquaresExpected>;

/** Refits by least squares with an intercept in front and holds every expected number against ours.
 *  @param regressors columns of n values, without the intercept */
export function leastSquaresRows(
  problem: string,
  y: Float64Array,
  regressors: readonly Float64Array[],
  expected: LeastSquaresExpected,
): readonly AuditRow[] {
  const n = y.length;
  const x = new Float64Array(n * (regressors.length + 1)).fill(1, 0, n);
  regressors.forEach((column, j) => {
    x.set(column, (j + 1) * n);
  });
  const fit = leastSquares(x, y, regressors.length + 1);
  if (fit.status !== 'ok') throw new InputError({ path: problem, message: `no unique fit: ${fit.status}` });
  return [...coefficientRows(problem, fit, expected), ...summaryRows(problem, fit, expected)];
}

function coefficientRows(problem: string, fit: LeastSquaresFit, expected: LeastSquaresExpected): AuditRow[] {
  const { k } = fit;
  const classical = standardErrors(classicalCovariance(fit), k);
  const hc3 = hc3Covariance(fit);
  const table = Array.from(fit.coefficients, (value, j) => testCoefficient(value, classical[j]!, fit.df, 0.95));
  const pick = (key: keyof CoefficientTest) => table.map((row) => row[key]);
  const vectors: readonly (readonly [string, ArrayLike<number>, readonly number[] | undefined])[] = [
    ['coef', fit.coefficients, expected.coef],
    ['se', classical, expected.se],
    ['t', pick('t'), expected.t],
    ['p', pick('p'), expected.p],
    ['ci95.lower', pick('lower'), expected.ci95?.map(([lower]) => lower)],
    ['ci95.upper', pick('upper'), expected.ci95?.map(([, upper]) => upper)],
    ['se_hc3', hc3 instanceof Float64Array ? standardErrors(hc3, k) : [], expected.se_hc3],
    ['se_hac_newey_west_lag4', standardErrors(neweyWestCovariance(fit, 4), k), expected.se_hac_newey_west_lag4],
  ];
  return vectors.flatMap(([quantity, got, answers]) =>
    (answers ?? []).map((answer, j) => {
      const name = `${quantity}[${expected.names[j] ?? j}]`;
      const value = got[j];
      if (value === undefined) {
        return { problem, quantity: name, got: null, expected: answer, ok: false, rule: 'a number is needed' };
      }
      const agree = quantity === 'p' ? agreeProbability : agreeRow;
      return agree(problem, name, value, answer, agreement);
    }),
  );
}

function summaryRows(problem: string, fit: LeastSquaresFit, expected: LeastSquaresExpected): AuditRow[] {
  const { r2, r2Adjusted, sigma2, logLikelihood, aic, bic } = summarize(fit);
  const scalars: readonly (readonly [string, number, number | undefined])[] = [
    ['r2', r2, expected.r2],
    ['r2_adj', r2Adjusted, expected.r2_adj],
    ['sigma2', sigma2, expected.sigma2],
    ['loglik', logLikelihood, expected.loglik],
    ['aic', aic, expected.aic],
    ['bic', bic, expected.bic],
    ['durbin_watson', durbinWatson(fit.residuals), expected.durbin_watson],
    ['df_resid', fit.df, expected.df_resid],
  ];
  return scalars.flatMap(([quantity, got, answer]) =>
    answer === undefined ? [] : [agreeRow(problem, quantity, got, answer, agreement)],
  );
}
