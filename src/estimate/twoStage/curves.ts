import type { CurveRequest, FittedCurve } from '../contract.ts';
import type { ChannelResponse } from '../response.ts';
import { thinnedPlaces } from '../thinned.ts';
import { coefficientsAt, type Places } from './answers.ts';
import type { Funnel, PathCoefficients } from './effects.ts';
import { mediatorReplay } from './replay.ts';

/** Response curves of the total effect: with the channel's spend in the window scaled by s, its own gain from 0 to s, and,
 *  where the mediator is kept as spend, what the mediator's answer adds from 0 to s. At s = 1 it is `contribution`.
 *  @param all coefficients of both stages
 *  @param draws replicates of each of them, if there are any */
export function pathCurves(
  funnel: Funnel,
  request: CurveRequest | undefined,
  placesOf: (channel: string) => Places,
  all: Float64Array,
  draws: readonly Float64Array[] | null,
): { readonly curves?: readonly FittedCurve[] } {
  if (request === undefined) return {};
  const replicates = draws === null ? [] : thinnedPlaces(draws[0]!.length, request.draws);
  const curves = funnel.responses.map((response): FittedCurve => {
    const places = placesOf(response.channel);
    const curve = totalCurve(funnel, request, response);
    const contribution = curve(coefficientsAt(places, all));
    if (draws === null) return { channel: response.channel, contribution };
    const replicate = (r: number) =>
      curve(
        coefficientsAt(
          places,
          draws.map((each) => each[r]!),
        ),
      );
    return { channel: response.channel, contribution, draws: replicates.map(replicate) };
  });
  return { curves };
}

function totalCurve(
  { dataset, mediator, arrows, mediatorAs }: Funnel,
  { window, tails, scales }: CurveRequest,
  { channel, gain }: ChannelResponse,
): (coefficients: PathCoefficients) => Float64Array {
  const tail = tails[channel] ?? 0;
  const own = scales.map((scale) => gain(window, tail, scale));
  const arrow = arrows.get(channel);
  // as a residual, the channel's own coefficient holds what goes through the mediator
  if (arrow === undefined || mediatorAs === 'residual') return (c) => Float64Array.from(own, (unit) => c.own * unit);
  const lost = [0, ...scales].map((scale) => mediatorReplay(dataset, arrow, mediator, { window, tail, scale }));
  return ({ feed, own: coefficient, mediator: gamma }) => {
    const [without, ...at] = lost.map((replay) => replay(feed).response);
    return Float64Array.from(own, (unit, s) => coefficient * unit + gamma * (without! - at[s]!));
  };
}
