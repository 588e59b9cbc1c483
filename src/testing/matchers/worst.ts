import type { Answered } from './answers.ts';

/** The replicate whose estimate is farthest from the truth. */
export function worstOf(rows: Answered['rows']): { readonly worst?: number } {
  let worst: Answered['rows'][number] | undefined;
  for (const row of rows) if (worst === undefined || missOf(row) > missOf(worst)) worst = row;
  return worst === undefined ? {} : { worst: worst.replicate };
}

const missOf = ({ truth, effect }: Answered['rows'][number]) => Math.abs(effect.point - truth);
