import type { Stream } from '../../core/random/stream.ts';
import type { MmmDensity } from './density.ts';
import { errorParameters, type MmmModel } from './model.ts';

/** One draw of every parameter from its prior, in the model's order. */
export function drawFromPriors(model: Pick<MmmModel, 'parameters'>, stream: Stream): Float64Array {
  return Float64Array.from(model.parameters, ({ prior }) => prior.draw(stream));
}

/** One outcome of T periods at the given parameters, its errors included, on the model's scale. */
export function drawOutcome(model: MmmModel, density: MmmDensity, at: Float64Array, stream: Stream): Float64Array {
  const y = new Float64Array(model.y.length);
  const errors = new Float64Array(y.length);
  density.mean(at, y);
  model.errors.draw(errorParameters(model, at), stream, errors);
  return y.map((mean, t) => mean + errors[t]!);
}
