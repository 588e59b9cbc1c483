import { multiplyVector } from '../../core/linalg/products.ts';
import { sum } from '../../core/stats.ts';
import type { Channel } from '../../dataset/types.ts';
import { type PenalizedDesign, prepareDesign } from '../../inference/coordinateDescent/design.ts';
import { type ElasticNetFit, elasticNet } from '../../inference/coordinateDescent/elasticNet.ts';
import type { Penalty } from '../../inference/coordinateDescent/types.ts';
import type { ChannelCurves } from '../../media/types.ts';
import { type Column, designMatrix } from '../columns.ts';
import { headSum, type PerHead } from '../perHead.ts';
import { type Objectives, shareDistance } from './objectives.ts';
import type { EffectShareRidgeSettings } from './settings.ts';
import { penaltyOf, transformed } from './transforms.ts';

/** A set of transforms with the ridge regression on what they make of the spend. */
export type Candidate = Objectives & {
  readonly curves: readonly ChannelCurves[];
  readonly design: PenalizedDesign;
  readonly penalty: Penalty;
  readonly fit: ElasticNetFit;
  readonly fitted: Float64Array;
};

/** Fits one point of the search: media coefficients are penalized and not negative, all else is free.
 *  @param fixed columns that no transform touches
 *  @param spends total spend in the window, one a channel */
export function candidates(
  dataset: PerHead,
  channels: readonly Channel[],
  fixed: readonly Column[],
  spends: readonly number[],
  settings: EffectShareRidgeSettings,
): (point: Float64Array) => Candidate {
  const y = dataset.outcome.values;
  const n = y.length;
  const k = fixed.length + channels.length;
  const media = Array.from({ length: k }, (_, j) => (j < fixed.length ? 0 : 1));
  const [factors, nonNegative] = [Float64Array.from(media), Uint8Array.from(media)];
  const x = new Float64Array(n * k);
  x.set(designMatrix(fixed));
  const range = y.reduce((a, b) => Math.max(a, b)) - y.reduce((a, b) => Math.min(a, b));
  return (point) => {
    const parts = channels.map((channel, c) => transformed(dataset, channel, point, 3 * c, settings));
    const own = x.slice();
    parts.forEach(({ column }, c) => {
      own.set(column, n * (fixed.length + c));
    });
    const design = prepareDesign({ x: own, n, k, factors, nonNegative, standardize: true });
    const penalty = { alpha: penaltyOf(point, settings), l1Ratio: 0 };
    const fit = elasticNet(design, y, penalty);
    const fitted = new Float64Array(n);
    multiplyVector(own, n, k, fit.coefficients, fitted);
    const effects = parts.map(({ column }, c) => fit.coefficients[fixed.length + c]! * headSum(column, dataset));
    const mse = sum(y.map((value, i) => (value - fitted[i]!) * (value - fitted[i]!))) / n;
    return {
      ...{ curves: parts.map(({ curves }) => curves), design, penalty, fit, fitted },
      ...{ nrmse: Math.sqrt(mse) / range, rssd: shareDistance(effects, spends) },
    };
  };
}
