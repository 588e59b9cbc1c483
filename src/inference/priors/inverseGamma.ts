import { lgamma, log } from '../../core/math.ts';
import { gamma as drawGamma } from '../../core/random/draws.ts';
import type { PriorFamily } from './types.ts';

export const inverseGamma: PriorFamily = {
  id: 'inverse-gamma',
  about: '1/Gamma(shape, rate = scale)',
  parameters: [
    { name: 'shape', positive: true },
    { name: 'scale', positive: true },
  ],
  support: () => [0, Infinity],
  at: ([shape, scale]) => {
    const [power, b] = [shape! + 1, scale!];
    const constant = shape! * log(b) - lgamma(shape!);
    return {
      logDensity: (x) => constant - power * log(x) - b / x,
      derivative: (x) => (b / x - power) / x,
    };
  },
  draw: (stream, [shape, scale]) => 1 / drawGamma(stream, shape!, scale!),
};
