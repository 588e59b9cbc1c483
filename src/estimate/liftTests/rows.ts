import type { GaussianRow } from '../../inference/conjugate/types.ts';
import type { ChannelResponse } from '../response.ts';
import { liftPerUnit } from './lift.ts';
import type { MeasuredTest } from './settings.ts';

/** Tests as observations beside the data of a linear model: N(effect | β·what it measures at 1, se²), exact.
 *  @param k coefficients, those of the channels last, in the order of `responses`
 *  @param noiseSd in units of which rows state their error */
export function liftRows(
  tests: readonly MeasuredTest[],
  responses: readonly ChannelResponse[],
  k: number,
  noiseSd: number,
): readonly GaussianRow[] {
  return tests.map((test) => {
    const c = responses.findIndex(({ channel }) => channel === test.channel);
    const weights = new Float64Array(k);
    weights[k - responses.length + c] = liftPerUnit(responses[c]!, test);
    return { weights, value: test.effect, sd: test.se / noiseSd };
  });
}
