import { log } from '../../../core/math.ts';
import type { Stream } from '../../../core/random/stream.ts';
import { priorFamilies } from '../../../inference/priors/registry.ts';
import { geoMedia } from './geoMedia.ts';
import type { PooledModel } from './model.ts';

const LOG_SQRT_2PI = 0.9189385332046727;

/** The model read and simulated at given parameters, all of `names`. */
export type PooledOutcome = {
  /** G·T means */
  readonly mean: (at: Float64Array, out: Float64Array) => void;
  /** G·T log likelihoods */
  readonly logLikelihood: (at: Float64Array, out: Float64Array) => void;
  /** G·T values: mean + σ·N(0, 1) */
  readonly drawOutcome: (at: Float64Array, stream: Stream) => Float64Array;
  /** population from its priors, then each geo from the population */
  readonly drawParameters: (stream: Stream) => Float64Array;
};

export function pooledOutcome(model: PooledModel): PooledOutcome {
  const { geos, periods: T, y, columns, channels, parameters, names, layout, law } = model;
  const media = geoMedia(model);
  const views = (out: Float64Array) => geos.map((_, g) => out.subarray(g * T, (g + 1) * T));

  const mean: PooledOutcome['mean'] = (at, out) => {
    media.load(at);
    const byGeo = views(out);
    for (let g = 0; g < geos.length; g++) {
      const own = byGeo[g]!;
      own.fill(at[layout.linear[0]!.geos + g]!);
      for (let c = 0; c < columns.length; c++) {
        const gamma = at[layout.linear[1 + c]!.geos + g]!;
        for (let t = 0; t < T; t++) own[t]! += gamma * columns[c]!.values[g * T + t]!;
      }
      for (let m = 0; m < channels.length; m++) media.forward(m, g, at[layout.effects[m]!.geos + g]!, own);
    }
  };

  const logLikelihood: PooledOutcome['logLikelihood'] = (at, out) => {
    mean(at, out);
    const sigma = at[layout.sigma]!;
    const constant = -log(sigma) - LOG_SQRT_2PI;
    for (let i = 0; i < y.length; i++) {
      const z = (y[i]! - out[i]!) / sigma;
      out[i] = constant - 0.5 * z * z;
    }
  };

  const drawOutcome: PooledOutcome['drawOutcome'] = (at, stream) => {
    const out = new Float64Array(y.length);
    mean(at, out);
    return out.map((value) => value + at[layout.sigma]! * stream.normal());
  };

  const drawParameters: PooledOutcome['drawParameters'] = (stream) => {
    const out = new Float64Array(names.length);
    parameters.forEach(({ prior }, i) => {
      out[i] = prior.draw(stream);
    });
    for (const pooled of layout.linear) {
      for (let g = 0; g < geos.length; g++) {
        out[pooled.geos + g] = out[pooled.mean]! + out[pooled.scale]! * stream.normal();
      }
    }
    for (const pooled of layout.effects) {
      const [mu, eta] = [out[pooled.mean]!, out[pooled.scale]!];
      for (let g = 0; g < geos.length; g++) {
        out[pooled.geos + g] =
          law === 'normal'
            ? mu + eta * stream.normal()
            : priorFamilies['truncated-normal'].draw(stream, [mu, eta, 0, Infinity]);
      }
    }
    return out;
  };

  return { mean, logLikelihood, drawOutcome, drawParameters };
}
