import { z } from '../../score/measures/share.ts';
import { jackknifeError } from './jackknife.ts';
import type { Statistic } from './statistic.ts';

/** A number with its Monte Carlo error, before it is judged; null where it is not defined. */
export type Measured = { readonly value: number | null; readonly mcse: number | null; readonly n: number };

/** One measure by itself, with its own formula's error. A share of 0 or 1 has no spread to learn an error from: half of
 *  its Wilson interval over 1.96 stands in, so that five hits of five decide nothing. */
export function measureAlone({ replicates, score }: Statistic): Measured {
  const { value, mcse, n, lower, upper } = score(replicates);
  const isEdge = mcse === 0 && lower !== null && upper !== null && upper > lower;
  return { value, mcse: isEdge ? (upper - lower) / (2 * z) : mcse, n };
}

/** m(A) − times·m(B), or m(A)/m(B), on the replicates that both can use, with the jackknife's error over them. Cells share
 *  their exogenous noise replicate by replicate, so replicates pair also where the data differ. @see statistics.md §2 */
export function measurePair(a: Statistic, b: Statistic, how: How): Measured {
  const theirs = new Set(b.replicates);
  const common = a.replicates.filter((replicate) => theirs.has(replicate));
  const n = common.length;
  const value = n === 0 ? null : combine(a.score(common).value, b.score(common).value, how);
  if (value === null) return { value, mcse: null, n };
  const [withoutA, withoutB] = [a.without(common), b.without(common)];
  return { value, mcse: jackknifeError(n, (i) => combine(withoutA(i), withoutB(i), how)), n };
}

type How = { readonly times: number; readonly ratio: boolean };

function combine(a: number | null, b: number | null, { times, ratio }: How): number | null {
  if (a === null || b === null) return null;
  const value = ratio ? a / b : a - times * b;
  return Number.isFinite(value) ? value : null;
}
