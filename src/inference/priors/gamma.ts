import { lgamma, log } from '../../core/math.ts';
import { gamma as drawGamma } from '../../core/random/draws.ts';
import type { PriorFamily } from './types.ts';

export const gamma: PriorFamily = {
  id: 'gamma',
  about: 'Gamma(shape, rate), mean shape/rate',
  parameters: [
    { name: 'shape', positive: true },
    { name: 'rate', positive: true },
  ],
  support: () => [0, Infinity],
  at: ([shape, rate]) => {
    const [power, b] = [shape! - 1, rate!];
    const constant = shape! * log(b) - lgamma(shape!);
    return {
      logDensity: (x) => constant + power * log(x) - b * x,
      derivative: (x) => power / x - b,
    };
  },
  draw: (stream, [shape, rate]) => drawGamma(stream, shape!, rate!),
};
