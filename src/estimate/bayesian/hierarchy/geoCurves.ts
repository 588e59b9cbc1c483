import type { Dataset } from '../../../dataset/types.ts';
import type { CurveRequest } from '../../contract.ts';
import { type Difference, differenceOf, differenceValue } from './geoEffects.ts';
import type { PreparedGeos } from './prepareGeos.ts';

/** Response curves at a point, summed over geos: the response with spend in the window scaled, less that with none. */
export function geoCurves(
  dataset: Dataset,
  prepared: PreparedGeos,
  { window, tails, scales }: CurveRequest,
): (at: Float64Array) => readonly Float64Array[] {
  const gains = prepared.channels.map(({ channel: { name } }, c) => {
    const tail = tails[name] ?? 0;
    const without = differenceOf(dataset, prepared, c, window, tail, 0);
    return scales.map((scale): Difference => {
      const { changed: scaled } = differenceOf(dataset, prepared, c, window, tail, scale);
      return { ...without, factual: scaled! };
    });
  });
  const valueAt = differenceValue(prepared);
  return (at) => gains.map((each) => Float64Array.from(each, (gain) => valueAt(gain, at)));
}
