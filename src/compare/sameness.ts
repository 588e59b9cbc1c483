import { normalQuantile } from '../core/distributions.ts';
import type { EffectScore } from '../score/types.ts';
import type { RowPair } from './pairRows.ts';
import { summaryErrors } from './summaryErrors.ts';
import type { Tier } from './types.ts';

/** Relative difference that rounding may make between two ways to compute one number. */
const ROUNDING = 1e-9;
/** Chance that posteriors which differ by their chains alone are called changed; they are then tested like any others. */
const EPSILON = 0.01;

/** How alike the rows of an arm in a cell are, before it is known how many summaries there are in all. */
export type Likeness = {
  readonly identical: boolean;
  /** equal to 1e-9, by estimators without chance of their own */
  readonly rounded: boolean;
  /** largest |difference|/MCSE, of single summaries and of their sums over replicates; Infinity where statuses or kinds of
   *  summary or decisions differ */
  readonly z: number;
  readonly summaries: number;
};

/** @param levels of the intervals */
export function likenessOf(pairs: readonly RowPair[], levels: readonly number[]): Likeness {
  let [identical, rounded, z, summaries] = [true, true, 0, 0];
  const sums = new Map<string, { total: number; n: number }>();
  for (const { a, b } of pairs) {
    if (a.decision !== b.decision) return changed;
    const alike = a.status === b.status && a.effects.length === b.effects.length;
    for (const [k, x] of a.effects.entries()) {
      const y = b.effects[k] ?? null;
      if (x === null && y === null) continue;
      if (!alike || x === null || y === null) return changed;
      const numbers = pairsOfNumbers(x, y);
      if (numbers === null) return changed;
      const exact = x.mcse === undefined && y.mcse === undefined;
      const equal = numbers.every(([p, q]) => Object.is(p, q));
      identical &&= equal;
      rounded &&= exact && numbers.every(([p, q]) => Math.abs(p - q) <= ROUNDING * Math.max(Math.abs(p), Math.abs(q)));
      if (exact) {
        // what has no chance of its own is equal or not: no test of how many
        if (!equal) z = Number.POSITIVE_INFINITY;
        continue;
      }
      const errors = summaryErrors(x, y, levels);
      for (const [i, [p, q]] of numbers.entries()) {
        const standard = p === q ? 0 : (q - p) / errors[i]!;
        z = Math.max(z, Math.abs(standard));
        summaries += 1;
        const known = sums.get(`${k} ${i}`) ?? { total: 0, n: 0 };
        sums.set(`${k} ${i}`, { total: known.total + standard, n: known.n + 1 });
      }
    }
    if (!alike) return changed;
  }
  // a shift far below the chains' error in each replicate is still found in all of them
  for (const { total, n } of sums.values()) z = Math.max(z, Math.abs(total) / Math.sqrt(n));
  return { identical, rounded, z: Number.isNaN(z) ? Number.POSITIVE_INFINITY : z, summaries: summaries + sums.size };
}

const changed: Likeness = { identical: false, rounded: false, z: Number.POSITIVE_INFINITY, summaries: 0 };

/** @param summaries of all arms and cells that are compared */
export function tierOf({ identical, rounded, z }: Likeness, summaries: number): Tier {
  if (identical) return 'identical';
  if (rounded) return 'T0';
  return z < normalQuantile(1 - EPSILON / (2 * Math.max(1, summaries))) ? 'T1' : 'T2';
}

const tiers: readonly Tier[] = ['identical', 'T0', 'T1', 'T2'];

/** The one that says least. @param some one at least */
export function weakest(some: readonly Tier[]): Tier {
  return tiers[Math.max(...some.map((tier) => tiers.indexOf(tier)))]!;
}

/** Point, standard error, ends of intervals; null where one has what the other has not. */
function pairsOfNumbers(x: EffectScore, y: EffectScore): readonly (readonly [number, number])[] | null {
  const all = (effect: EffectScore): readonly number[] => [
    effect.point,
    ...(effect.se === null ? [] : [effect.se]),
    ...effect.intervals.flat(),
  ];
  const [mine, others] = [all(x), all(y)];
  if (mine.length !== others.length || (x.se === null) !== (y.se === null)) return null;
  return mine.map((value, i) => [value, others[i]!] as const);
}
