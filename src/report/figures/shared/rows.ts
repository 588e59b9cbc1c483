import type { PerformanceRow } from '../../data/types.ts';
import type { View } from '../figure.ts';

/** A row that holds a number. */
export type Scored = PerformanceRow & { readonly value: number };

/** Rows of one measure that hold a number, one for each cell, arm, channel and estimand: scored by the policy declared
 *  beforehand where the measure has it, else as analyzed. */
export function scored(view: View, measure: string, level: number | null): readonly Scored[] {
  const best = new Map<string, Scored>();
  for (const row of view.performance) {
    if (row.measure !== measure || !isScored(row) || !sameLevel(row.level, level)) continue;
    const key = JSON.stringify([row.cell, row.arm, row.channel, row.estimand]);
    const other = best.get(key);
    const declared = view.data.study.policy;
    if (other === undefined || rankOf(row.policy, declared) < rankOf(other.policy, declared)) best.set(key, row);
  }
  return [...best.values()];
}

/** Ends of what is drawn around a value: Wilson's where the row has them, else value ± 1.96 MCSE, else the value twice. */
export function ends(row: Scored): readonly [lower: number, upper: number] {
  if (isFiniteNumber(row.lower) && isFiniteNumber(row.upper)) return [row.lower, row.upper];
  if (!isFiniteNumber(row.mcse)) return [row.value, row.value];
  return [row.value - 1.96 * row.mcse, row.value + 1.96 * row.mcse];
}

export function isFiniteNumber(x: number | null | undefined): x is number {
  return typeof x === 'number' && Number.isFinite(x);
}

function isScored(row: PerformanceRow): row is Scored {
  return isFiniteNumber(row.value);
}

function sameLevel(own: number | null, wanted: number | null): boolean {
  if (own === null || wanted === null) return own === wanted;
  return Math.abs(own - wanted) < 1e-9;
}

function rankOf(policy: string, declared: string): number {
  if (policy === declared) return 0;
  return policy === 'as-analyzed' ? 1 : 2;
}
