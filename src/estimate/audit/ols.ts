import { z } from 'zod';
import { readColumns } from '../../dataset/csv/table.ts';
import { leastSquaresExpected, leastSquaresRows } from './leastSquaresRows.ts';
import { readPart } from './read.ts';
import type { AuditKind } from './types.ts';

const input = z.object({ data: z.string(), outcome: z.string(), regressors: z.array(z.string()).min(1) });

/** Least squares on columns of a CSV that the problem names. */
export const olsAudit: AuditKind = {
  id: 'ols',
  about: 'least squares on a CSV: coefficients, classical, HC3 and Newey–West standard errors, summaries',
  check: (problem, { readText }) => {
    const { data, outcome, regressors } = readPart(problem, 'input', input);
    const expected = readPart(problem, 'expected', leastSquaresExpected);
    const [y, ...columns] = readColumns(readText(data), data, [outcome, ...regressors]);
    return leastSquaresRows(problem.id, y!, columns, expected);
  },
};
