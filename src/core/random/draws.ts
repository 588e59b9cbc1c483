/** The one adapter to @stdlib/random. Its kernels take their source of uniforms and normals as arguments; its public
 *  `factory({ prng })` does not do here: it seeds a Mersenne Twister of its own with 32 bits of ours. */
import stdBeta from '@stdlib/random/base/beta/lib/beta.js';
import stdGamma from '@stdlib/random/base/gamma/lib/gamma.js';
import stdPoisson from '@stdlib/random/base/poisson/lib/poisson.js';
import { pow } from '../math.ts';
import { requirePositive } from '../require.ts';
import type { Stream } from './stream.ts';

type Source = () => number;
const gammaKernel: (uniform: Source, normal: Source, rate: number, d: number, c: number) => number = stdGamma;
const betaKernel: (uniform: Source, normal: Source, a: number, b: number) => number = stdBeta;
const poissonKernel: (uniform: Source, mean: number) => number = stdPoisson;

/** Gamma with mean shape/rate. @see Marsaglia & Tsang (2000), A simple method for generating gamma variables */
export function gamma(stream: Stream, shape: number, rate: number): number {
  requirePositive('gamma', 'shape', shape);
  requirePositive('gamma', 'rate', rate);
  const boost = shape < 1 ? pow(stream.uniform(), 1 / shape) : 1;
  const d = (shape < 1 ? shape + 1 : shape) - 1 / 3;
  return boost * gammaKernel(stream.uniform, stream.normal, rate, d, 1 / Math.sqrt(9 * d));
}

/** Beta(a, b). @see Ahrens & Dieter (1974); Jöhnk (1964) where a and b are below 1 */
export function beta(stream: Stream, a: number, b: number): number {
  requirePositive('beta', 'a', a);
  requirePositive('beta', 'b', b);
  return betaKernel(stream.uniform, stream.normal, a, b);
}

/** Student t: a standard normal over √(χ²/df), not scaled to unit variance. */
export function studentT(stream: Stream, df: number): number {
  requirePositive('studentT', 'df', df);
  return stream.normal() / Math.sqrt(gamma(stream, df / 2, 0.5) / df);
}

/** Poisson count with the given mean; 0 for mean 0. @see Knuth (below 30), Hörmann (1993) (from 30 on) */
export function poisson(stream: Stream, mean: number): number {
  if (mean === 0) return 0;
  requirePositive('poisson', 'mean', mean);
  return poissonKernel(stream.uniform, mean);
}

/** Uniform on 0 … n − 1, without bias: values from the incomplete last block of n are thrown away.
 *  @param n integer, 1 ≤ n ≤ 2^32 */
export function integerBelow(stream: Stream, n: number): number {
  if (!(Number.isInteger(n) && n >= 1 && n <= 4294967296)) {
    throw new RangeError(`integerBelow: n = ${n}, allowed is an integer from 1 to 2^32`);
  }
  const limit = 4294967296 - (4294967296 % n);
  let bits = stream.next32();
  while (bits >= limit) bits = stream.next32();
  return bits % n;
}

/** The items in random order, a new array. @see Fisher & Yates; Durstenfeld (1964) */
export function shuffle<T>(stream: Stream, items: readonly T[]): T[] {
  const out = [...items];
  for (let i = out.length - 1; i > 0; i--) {
    const j = integerBelow(stream, i + 1);
    [out[i], out[j]] = [out[j]!, out[i]!];
  }
  return out;
}

/** 0 … n − 1 in random order. */
export function permutation(stream: Stream, n: number): number[] {
  return shuffle(
    stream,
    Array.from({ length: n }, (_, i) => i),
  );
}
