import type { Stream } from '../../core/random/stream.ts';
import { movingBlockIndices } from '../../inference/bootstrap/movingBlock.ts';

/** Tables of whole rows, outcome with its columns, from blocks of consecutive periods; all geos take the same. Carryover has
 *  been computed before, so that no block's end tears it. One at a time, since a fitted forest weighs half a megabyte.
 *  @param x n × k column-major, n = G·T geo-major
 *  @see Künsch (1989); Freedman (1981) for resampling rows where no model of the errors is at hand */
export function* resamples(
  x: Float64Array,
  y: Float64Array,
  options: {
    readonly periods: number;
    readonly block: number;
    readonly replicates: number;
    readonly stream: Stream;
  },
) {
  const { periods, block, replicates, stream } = options;
  const n = y.length;
  const indices = new Int32Array(periods);
  const row = (i: number): number => i - (i % periods) + indices[i % periods]!;
  for (let replicate = 0; replicate < replicates; replicate++) {
    movingBlockIndices(stream, periods, block, indices);
    yield {
      replicate,
      sample: x.map((_, at) => x[at - (at % n) + row(at % n)]!),
      outcome: y.map((_, i) => y[row(i)]!),
    };
  }
}
