import { mean } from '../../core/stats.ts';
import type { CurveRequest, FittedCurve } from '../contract.ts';
import { thinned, thinnedPlaces } from '../thinned.ts';
import type { Posterior } from './posterior.ts';
import type { PosteriorModel } from './posteriorModel.ts';

/** Draws that a curve is the mean of, at least, where there are so many: however few are asked for, the curve is that of the
 *  fit. Geos are computed one by one, so there it is the mean of fewer. */
const [NATIONAL, GEOS] = [1000, 200];

/** The expected response at each scale, over draws evenly spaced from chain after chain; of them, as many as were asked for.
 *  Means, for a split is to bring most on average over the posterior: of medians, the sum is no median of the sum. Where all
 *  draws are kept the curve at scale 1 is the mean of the contribution's draws; where not, it differs by Monte Carlo error. */
export function responseCurves(
  model: Pick<PosteriorModel, 'names' | 'channels' | 'curves' | 'outcomeUnits'>,
  posterior: Posterior,
  request: CurveRequest | undefined,
): { readonly curves?: readonly FittedCurve[] } {
  if (request === undefined || model.curves === undefined) return {};
  const n = model.names.length;
  const curvesAt = model.curves(request);
  const least = model.outcomeUnits === undefined ? NATIONAL : GEOS;
  const draws = thinnedPlaces(posterior.chains * posterior.draws, Math.max(request.draws, least)).map((place) => {
    const k = place % posterior.draws;
    return curvesAt(posterior.values[Math.floor(place / posterior.draws)]!.subarray(k * n, (k + 1) * n));
  });
  const curves = model.channels.map((channel, m): FittedCurve => {
    const own = draws.map((draw) => draw[m]!);
    const contribution = Float64Array.from(request.scales, (_, s) => mean(own.map((curve) => curve[s]!)));
    return { channel, contribution, draws: thinned(own, request.draws) };
  });
  return { curves };
}
