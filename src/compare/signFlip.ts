import { openStream } from '../core/random/stream.ts';

/** Replicates up to which every pattern of signs is tried. */
const ENUMERATED = 12;
/** So many drawn ones beyond: the error of a p-value of .05 is .003. */
const DRAWN = 4999;

/** Differences of one question, by replicate. */
export type Differences = {
  /** place of each difference among the replicates */
  readonly at: ArrayLike<number>;
  /** candidate − baseline of a loss */
  readonly values: Float64Array;
  /** do differences of either sign count? */
  readonly twoSided: boolean;
};

/** P-values of single questions adjusted for their number by the largest statistic under flipped signs. A replicate's signs
 *  flip together in all questions, so their dependence is that of the data. The statistic Σd/√Σd² rises with Student's t.
 *  @param replicates number of places
 *  @param key of the stream that signs are drawn from, where not all patterns are tried
 *  @see Westfall & Young (1993); Winkler et al. (2014), on sign flipping with max-T */
export function signFlipMaxT(
  questions: readonly Differences[],
  replicates: number,
  key: readonly (string | number)[] = ['compare', 'sign-flip'],
): number[] {
  const signs = new Int8Array(replicates).fill(1);
  const scales = questions.map(({ values }) => Math.sqrt(values.reduce((sum, d) => sum + d * d, 0)));
  const statistic = (k: number): number => {
    const { at, values, twoSided } = questions[k]!;
    let total = 0;
    for (let i = 0; i < values.length; i++) total += signs[at[i]!]! * values[i]!;
    const t = scales[k]! === 0 ? 0 : total / scales[k]!;
    return twoSided ? Math.abs(t) : t;
  };
  const observed = questions.map((_, k) => statistic(k));
  const exceeded = new Array<number>(questions.length).fill(0);
  let patterns = 0;
  const count = (): void => {
    const largest = Math.max(...questions.map((_, k) => statistic(k)));
    patterns += 1;
    // sums in another order differ in their last bits
    for (const [k, t] of observed.entries()) if (largest >= t - 1e-12) exceeded[k]! += 1;
  };
  count();
  if (replicates <= ENUMERATED) {
    for (let pattern = 1; pattern < 1 << replicates; pattern++) {
      for (let r = 0; r < replicates; r++) signs[r] = (pattern >> r) & 1 ? -1 : 1;
      count();
    }
  } else {
    const stream = openStream(key);
    for (let draw = 0; draw < DRAWN; draw++) {
      flipAtRandom(signs, stream.next32);
      count();
    }
  }
  return exceeded.map((times) => times / patterns);
}

/** A bit a sign. */
function flipAtRandom(signs: Int8Array, next32: () => number): void {
  let bits = 0;
  for (let r = 0; r < signs.length; r++) {
    if (r % 32 === 0) bits = next32();
    signs[r] = (bits >>> (r % 32)) & 1 ? 1 : -1;
  }
}
