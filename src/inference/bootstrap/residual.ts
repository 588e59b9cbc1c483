import type { Stream } from '../../core/random/stream.ts';
import { blockMeans, movingBlockIndices } from './movingBlock.ts';

/** Moving-block bootstrap of residuals: errors are resampled in blocks, centered and scaled by √(n/(n − k)) for the
 *  degrees of freedom that the fit took, then handed to `refit` as the errors of one replicate. All geos take the same
 *  blocks, so that what they share in a period stays together. The design stays as it is.
 *  @param residuals G·T, geo-major
 *  @param refit called once a replicate, in order; `errors` is overwritten by the next call
 *  @see Künsch (1989); Freedman (1981) for resampling residuals of a fixed design */
export function resampleResiduals(
  options: {
    readonly residuals: Float64Array;
    readonly periods: number;
    /** n − k of the fit */
    readonly df: number;
    readonly block: number;
    readonly replicates: number;
    readonly stream: Stream;
  },
  refit: (errors: Float64Array, replicate: number) => void,
): void {
  const { residuals, periods, df, block, replicates, stream } = options;
  if (!(Number.isInteger(block) && block >= 1 && block <= periods)) {
    throw new RangeError(`resampleResiduals: block ${block}; allowed are whole numbers from 1 to ${periods}`);
  }
  const n = residuals.length;
  const inflation = Math.sqrt(n / df);
  const geos = n / periods;
  const centers = Array.from({ length: geos }, (_, g) =>
    blockMeans(residuals.subarray(g * periods, (g + 1) * periods), block),
  );
  const indices = new Int32Array(periods);
  const errors = new Float64Array(n);
  for (let replicate = 0; replicate < replicates; replicate++) {
    movingBlockIndices(stream, periods, block, indices);
    for (let g = 0; g < geos; g++) {
      const center = centers[g]!;
      for (let t = 0; t < periods; t++) {
        errors[g * periods + t] = inflation * (residuals[g * periods + indices[t]!]! - center[t % block]!);
      }
    }
    refit(errors, replicate);
  }
}
