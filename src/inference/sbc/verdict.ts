import { type EcdfBand, ecdfBand } from './band.ts';
import { uniformityP } from './pValue.ts';

/** One quantity's ranks against uniformity. */
export type QuantityVerdict = {
  readonly name: string;
  readonly inside: boolean;
  /** how often uniform ranks stray this far; `inside` when above .05/Q */
  readonly p: number;
  /** K values: share of ranks below i/K, minus i/K */
  readonly difference: Float64Array;
};

export type CalibrationVerdict = {
  /** all quantities inside */
  readonly passed: boolean;
  /** of each quantity: 1 − .05/Q */
  readonly level: number;
  readonly band: EcdfBand;
  readonly quantities: readonly QuantityVerdict[];
};

/** How often a calibrated posterior may fail the whole study: the level of methods and figures alike, by custom. */
const FALSE_ALARM = 0.05;

/** Number of ranks below i·(L + 1)/K, i = 1..K. @throws RangeError where L + 1 is no multiple of K, or a rank is none of 0..L */
export function countsBelow(ranks: ArrayLike<number>, L: number, K: number): Int32Array {
  if ((L + 1) % K !== 0) throw new RangeError(`countsBelow: L + 1 = ${L + 1} is no multiple of K = ${K}`);
  const counts = new Int32Array(K);
  for (let r = 0; r < ranks.length; r++) {
    const rank = ranks[r]!;
    if (!(Number.isInteger(rank) && rank >= 0 && rank <= L)) {
      throw new RangeError(`countsBelow: rank ${rank}, allowed are 0 to ${L}`);
    }
    counts[Math.floor((rank * K) / (L + 1))]! += 1;
  }
  for (let i = 1; i < K; i++) counts[i]! += counts[i - 1]!;
  return counts;
}

/** Do all counts lie inside the band? */
export function staysInside(counts: Int32Array, band: EcdfBand): boolean {
  return counts.every((count, i) => count >= band.lower[i]! && count <= band.upper[i]!);
}

/** Judges the ranks of Q quantities, each with a band of level 1 − .05/Q.
 *  @param ranks by quantity, all of the same number of simulations; each rank 0..L
 *  @param L draws that the ranks are among
 *  @param K points of comparison; L + 1 is a multiple of it
 *  @see statistics.md §6 */
export function judgeCalibration(
  ranks: ReadonlyMap<string, readonly number[]>,
  L: number,
  K: number,
): CalibrationVerdict {
  const lengths = new Set([...ranks.values()].map((list) => list.length));
  const [N] = lengths;
  if (N === undefined || lengths.size > 1) {
    throw new RangeError(`judgeCalibration: ranks of lengths [${[...lengths].join(', ')}]; allowed is one length`);
  }
  const level = 1 - FALSE_ALARM / ranks.size;
  const band = ecdfBand(N, K, level);
  const quantities = [...ranks].map(([name, list]): QuantityVerdict => {
    const counts = countsBelow(list, L, K);
    return {
      name,
      inside: staysInside(counts, band),
      p: uniformityP(counts),
      difference: Float64Array.from(counts, (count, i) => count / N - (i + 1) / K),
    };
  });
  return { passed: quantities.every(({ inside }) => inside), level, band, quantities };
}
