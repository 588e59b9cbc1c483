import { choleskyInPlace, choleskySolve } from '../../core/linalg/cholesky.ts';
import { symmetricEigen } from '../../core/linalg/matrix.ts';
import { mean } from '../../core/stats.ts';

/** Probabilistic principal components: x = μ + Wz + ε, z ~ N(0, I_K), ε ~ N(0, σ²I). Matrices are column-major. */
export type FactorModel = {
  /** variables C and factors K */
  readonly size: number;
  readonly factors: number;
  /** C */
  readonly mean: Float64Array;
  /** C × K */
  readonly loadings: Float64Array;
  /** σ² */
  readonly noise: number;
};

/** The maximum-likelihood factor model: W = U_K(Λ_K − σ²I)^½ of the covariance's largest eigenvalues, σ² the mean of the others.
 *  @param x n × C column-major, n > C
 *  @param factors K, 0 ≤ K < C; with 0 the variables are independent and of one variance
 *  @returns null where the rows leave no noise: a variable that is a combination of others
 *  @see Tipping & Bishop (1999), Probabilistic principal component analysis, eq. 3.7 and 3.8 */
export function fitFactors(x: Float64Array, n: number, factors: number): FactorModel | null {
  const size = x.length / n;
  const center = Float64Array.from({ length: size }, (_, j) => mean(x.subarray(j * n, (j + 1) * n)));
  const covariance = new Float64Array(size * size);
  for (let a = 0; a < size; a++) {
    for (let b = 0; b <= a; b++) {
      let total = 0;
      for (let i = 0; i < n; i++) total += (x[i + a * n]! - center[a]!) * (x[i + b * n]! - center[b]!);
      covariance[a + b * size] = total / n;
      covariance[b + a * size] = total / n;
    }
  }
  const { values, vectors } = symmetricEigen(covariance, size);
  // ascending: the noise is what the last K leave
  const noise = mean(values.slice(0, size - factors));
  if (!(noise > 1e-12 * values.at(-1)!)) return null;
  const loadings = new Float64Array(size * factors);
  for (let k = 0; k < factors; k++) {
    const column = size - 1 - k;
    const length = Math.sqrt(Math.max(0, values[column]! - noise));
    for (let j = 0; j < size; j++) loadings[j + k * size] = length * vectors[j + column * size]!;
  }
  return { size, factors, mean: center, loadings, noise };
}

/** E[z | x] = (WᵀW + σ²I)⁻¹Wᵀ(x − μ), row by row.
 *  @param x n × C column-major
 *  @returns n × K column-major */
export function factorMeans(
  { size, factors, mean: center, loadings, noise }: FactorModel,
  x: Float64Array,
): Float64Array {
  const n = x.length / size;
  const means = new Float64Array(n * factors);
  const inner = innerProduct(loadings, size, factors, noise);
  choleskyInPlace(inner, factors);
  const z = new Float64Array(factors);
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < factors; k++) {
      let total = 0;
      for (let j = 0; j < size; j++) total += loadings[j + k * size]! * (x[i + j * n]! - center[j]!);
      z[k] = total;
    }
    choleskySolve(inner, factors, z);
    for (let k = 0; k < factors; k++) means[i + k * n] = z[k]!;
  }
  return means;
}

/** WᵀW + σ²I */
function innerProduct(loadings: Float64Array, size: number, factors: number, noise: number): Float64Array {
  const inner = new Float64Array(factors * factors);
  for (let a = 0; a < factors; a++) {
    for (let b = 0; b < factors; b++) {
      let total = a === b ? noise : 0;
      for (let j = 0; j < size; j++) total += loadings[j + a * size]! * loadings[j + b * size]!;
      inner[a + b * factors] = total;
    }
  }
  return inner;
}

/** Covariance of x, WWᵀ + σ²I, C × C. */
export function factorCovariance({ size, factors, loadings, noise }: FactorModel): Float64Array {
  const covariance = new Float64Array(size * size);
  for (let a = 0; a < size; a++) {
    for (let b = 0; b < size; b++) {
      let total = a === b ? noise : 0;
      for (let k = 0; k < factors; k++) total += loadings[a + k * size]! * loadings[b + k * size]!;
      covariance[a + b * size] = total;
    }
  }
  return covariance;
}
