import { log } from '../../core/math.ts';
import type { PriorFamily } from './types.ts';

export const LOG_SQRT_2PI = 0.9189385332046727;

export const normal: PriorFamily = {
  id: 'normal',
  about: 'N(mean, sd)',
  parameters: [
    { name: 'mean', positive: false },
    { name: 'sd', positive: true },
  ],
  support: () => [-Infinity, Infinity],
  at: ([mean, sd]) => {
    const [m, precision] = [mean!, 1 / (sd! * sd!)];
    const constant = -log(sd!) - LOG_SQRT_2PI;
    return {
      logDensity: (x) => constant - 0.5 * (x - m) * (x - m) * precision,
      derivative: (x) => (m - x) * precision,
    };
  },
  draw: (stream, [mean, sd]) => mean! + sd! * stream.normal(),
};
