import { z } from 'zod';
import { elasticNetExpected, elasticNetRows } from './elasticNetRows.ts';
import { leastSquaresExpected, leastSquaresRows } from './leastSquaresRows.ts';
import { readPart } from './read.ts';
import type { AuditKind } from './types.ts';

const input = z
  .object({ y: z.array(z.number()).min(1), rows: z.array(z.array(z.number()).min(1)) })
  .refine(
    ({ y, rows }) => rows.length === y.length && rows.every((row) => row.length === rows[0]!.length),
    'rows: one for each y, all of one length',
  );
const expected = z
  .object({ ols: leastSquaresExpected.optional(), elastic_net: elasticNetExpected.optional() })
  .refine(({ ols, elastic_net }) => ols !== undefined || elastic_net !== undefined, 'neither ols nor elastic_net');

/** Least squares and elastic net on rows that stand in the problem. */
export const linearAudit: AuditKind = {
  id: 'linear',
  about:
    'given rows: least squares with three kinds of standard errors, tests and summaries; elastic net at given penalties and by cross-validation',
  check: (problem) => {
    const { y, rows } = readPart(problem, 'input', input);
    const { ols, elastic_net } = readPart(problem, 'expected', expected);
    const columns = rows[0]!.map((_, j) => Float64Array.from(rows, (row) => row[j]!));
    const outcome = Float64Array.from(y);
    return [
      ...(ols === undefined ? [] : leastSquaresRows(problem.id, outcome, columns, ols)),
      ...(elastic_net === undefined ? [] : elasticNetRows(problem.id, outcome, columns, elastic_net)),
    ];
  },
};
