import type { FitRequest, FittedCurve } from '../contract.ts';
import type { ChannelResponse } from '../response.ts';
import { thinned } from '../thinned.ts';
import type { Coefficient } from './linearEffects.ts';

/** Response curves that are linear in a coefficient: unit gain × coefficient, scale by scale. Nothing where none were asked
 *  for: spread the result into the answers. */
export function linearCurves(
  { curves: request }: Pick<FitRequest, 'curves'>,
  responses: readonly ChannelResponse[],
  coefficients: readonly Pick<Coefficient, 'value' | 'draws'>[],
): { readonly curves?: readonly FittedCurve[] } {
  if (request === undefined) return {};
  const { window, tails, scales } = request;
  const curves = responses.map(({ channel, gain }, c): FittedCurve => {
    const unit = Float64Array.from(scales, (scale) => gain(window, tails[channel] ?? 0, scale));
    const { value, draws } = coefficients[c]!;
    const times = (coefficient: number) => unit.map((each) => each * coefficient);
    const contribution = times(value);
    return draws === undefined
      ? { channel, contribution }
      : { channel, contribution, draws: thinned(draws, request.draws).map(times) };
  });
  return { curves };
}
