import {
  type PenalizedColumns,
  type PenalizedDesign,
  prepareDesign,
} from '../../inference/coordinateDescent/design.ts';
import { type Column, designMatrix } from '../columns.ts';
import { type Refused, refuse, refuseTooMany } from '../refusal.ts';
import type { ElasticNetSettings } from './settings.ts';

/** Which columns are penalized, and which may not be negative. */
export function penalizedColumns(
  columns: readonly Column[],
  { penalize, non_negative }: Pick<ElasticNetSettings, 'penalize' | 'non_negative'>,
): PenalizedColumns {
  const free = ({ role }: Column) => role === 'intercept' || (penalize === 'channels' && role !== 'channel');
  return {
    x: designMatrix(columns),
    n: columns[0]!.values.length,
    k: columns.length,
    factors: Float64Array.from(columns, (column) => (free(column) ? 0 : 1)),
    nonNegative: Uint8Array.from(columns, ({ role }) => (non_negative && role === 'channel' ? 1 : 0)),
    standardize: true,
  };
}

/** The design of the whole window, or why the unpenalized part has no unique answer. */
export function wholeDesign(penalized: PenalizedColumns, columns: readonly Column[]): PenalizedDesign | Refused {
  const free = columns.filter((_, j) => penalized.factors[j] === 0);
  if (free.length >= penalized.n) {
    return refuseTooMany(free.length, penalized.n, 'unpenalized columns');
  }
  const design = prepareDesign(penalized);
  const dropped = columns.filter((_, j) => penalized.factors[j] === 0 && !design.unpenalized.includes(j));
  if (dropped.length === 0) return design;
  return refuse(
    'rank-deficient',
    `unpenalized, and a combination of other unpenalized columns: ${dropped.map(({ name }) => name).join(', ')}`,
  );
}
