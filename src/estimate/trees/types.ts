import type { Stream } from '../../core/random/stream.ts';
import type { Ensemble, Growth } from '../../inference/trees/types.ts';

/** A fitted ensemble. */
export type Trained = {
  readonly ensemble: Ensemble;
  /** n, each row by trees that have not seen it, NaN where there is none; left out by methods that leave no row out */
  readonly outOfBag?: Float64Array;
};

/** A method as it learns from a table.
 *  @param x n × k column-major
 *  @param stream by role; opened anew for each fit */
export type Train = (x: Float64Array, y: Float64Array, growth: Growth, stream: (role: string) => Stream) => Trained;
