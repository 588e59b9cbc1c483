import { symmetricEigen } from '../../core/linalg/matrix.ts';
import { addScaled, dot, gram } from '../../core/linalg/products.ts';

/** The singular value decomposition A = U·S·Wᵀ of a T × k matrix, without the directions in which it moves nothing. */
export type SingularAxes = {
  readonly rank: number;
  /** T × rank, column-major: U */
  readonly axes: Float64Array;
  /** rank values: S² */
  readonly power: Float64Array;
  /** k × k: W, also of the directions left out */
  readonly vectors: Float64Array;
  /** for each of `vectors` its place in `power`, or −1 */
  readonly placeOf: readonly number[];
};

/** Directions in which the columns move the outcome by less than a millionth of the largest: their coefficients keep the
 *  prior. Below this the eigenvectors are rounding. */
const NEGLIGIBLE = 1e-12;

/** @param a T × k, column-major */
export function singularAxes(a: Float64Array, T: number, k: number): SingularAxes {
  const products = new Float64Array(k * k);
  gram(a, T, k, products);
  const { values, vectors } = symmetricEigen(products, k);
  const largest = Math.max(...values);
  const kept = values.flatMap((value, i) => (value > NEGLIGIBLE * largest ? [i] : []));
  const axes = new Float64Array(T * kept.length);
  // the largest first: of the smallest, products of the columns hold half the digits, so each is made orthogonal to those before
  for (let place = kept.length - 1; place >= 0; place--) {
    const axis = axes.subarray(place * T, (place + 1) * T);
    for (let c = 0; c < k; c++) addScaled(vectors[c + kept[place]! * k]!, a, c * T, axis, 0, T);
    normalize(axis);
    for (let other = kept.length - 1; other > place; other--) {
      addScaled(-dot(axis, 0, axes, other * T, T), axes, other * T, axis, 0, T);
    }
    normalize(axis);
  }
  return {
    rank: kept.length,
    axes,
    power: Float64Array.from(kept, (i) => values[i]!),
    vectors,
    placeOf: values.map((_, i) => kept.indexOf(i)),
  };
}

function normalize(axis: Float64Array): void {
  const length = Math.sqrt(dot(axis, 0, axis, 0, axis.length));
  for (let t = 0; t < axis.length; t++) axis[t]! /= length;
}
