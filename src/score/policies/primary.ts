import type { FailurePolicy, Performance } from '../types.ts';

/** What a study may declare as the policy that its tables are read by; `strict` brings its upper bound along.
 *  @see statistics.md §4 */
export const primaryPolicies = [
  'as-analyzed',
  'complete-case',
  'fallback',
  'strict',
] as const satisfies FailurePolicy[];
export type PrimaryPolicy = (typeof primaryPolicies)[number];

/** One row a number: under the declared policy, and as analyzed where that says nothing (strict speaks of coverage only;
 *  where nothing failed, all policies are one). In the order of the rows as analyzed. */
export function primaryRows(rows: readonly Performance[], policy: PrimaryPolicy): readonly Performance[] {
  const analyzed = rows.filter((row) => row.policy === 'as-analyzed');
  if (policy === 'as-analyzed') return analyzed;
  const declared = new Map(rows.flatMap((row) => (row.policy === policy ? [[keyOf(row), row] as const] : [])));
  return analyzed.map((row) => declared.get(keyOf(row)) ?? row);
}

const keyOf = ({ cell, arm, channel, estimand, measure, level }: Performance): string =>
  JSON.stringify([cell, arm, channel, estimand, measure, level]);
