export type Verdict = 'holds' | 'fails' | 'undecided';

export type Bounds = { readonly above?: number | undefined; readonly below?: number | undefined };

/** A number with its Monte Carlo error; 0 for what chance has no part in. */
export type Judged = { readonly value: number; readonly mcse: number; readonly n: number };

export type Judgement = {
  readonly verdict: Verdict;
  /** of an undecided claim: replicates at which its distance from the bound would be 3 MCSE; null at the bound itself */
  readonly needs?: number | null;
};

/** Standard errors that a decision takes: one in 740 by chance. @see statistics.md §7 */
const DECISIVE = 3;

/** A claim holds where the number is on the right side of all its bounds by 3 MCSE, and fails where it is on the wrong
 *  side of one by as much. A number without error is decided exactly; on the bound itself it is not beyond it.
 *  @see statistics.md §7 */
export function judge({ value, mcse, n }: Judged, { above, below }: Bounds): Judgement {
  const distances = [...(above === undefined ? [] : [value - above]), ...(below === undefined ? [] : [below - value])];
  if (mcse === 0) return { verdict: distances.every((d) => d > 0) ? 'holds' : 'fails' };
  const beyond = (distance: number): boolean => distance >= DECISIVE * mcse;
  if (distances.some((d) => beyond(-d))) return { verdict: 'fails' };
  const open = distances.filter((d) => !beyond(d));
  if (open.length === 0) return { verdict: 'holds' };
  return { verdict: 'undecided', needs: replicatesNeeded(n, mcse, Math.min(...open.map(Math.abs))) };
}

/** n·(3·mcse/distance)², rounded up to two significant digits: errors shrink with √n. */
export function replicatesNeeded(n: number, mcse: number, distance: number): number | null {
  if (distance === 0) return null;
  const ratio = (DECISIVE * mcse) / distance;
  const exact = n * ratio * ratio;
  let unit = 1;
  while (exact > 100 * unit) unit *= 10;
  const rounded = Math.ceil(exact / unit) * unit;
  return Number.isSafeInteger(rounded) ? Math.max(n + 1, rounded) : null;
}
