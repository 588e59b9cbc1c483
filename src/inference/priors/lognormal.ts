import { exp, log } from '../../core/math.ts';
import { LOG_SQRT_2PI } from './normal.ts';
import type { PriorFamily } from './types.ts';

export const lognormal: PriorFamily = {
  id: 'lognormal',
  about: 'exp N(log_mean, log_sd)',
  parameters: [
    { name: 'log_mean', positive: false },
    { name: 'log_sd', positive: true },
  ],
  support: () => [0, Infinity],
  at: ([mean, sd]) => {
    const [m, precision] = [mean!, 1 / (sd! * sd!)];
    const constant = -log(sd!) - LOG_SQRT_2PI;
    return {
      logDensity: (x) => {
        const u = log(x);
        return constant - u - 0.5 * (u - m) * (u - m) * precision;
      },
      derivative: (x) => -((log(x) - m) * precision + 1) / x,
    };
  },
  draw: (stream, [mean, sd]) => exp(mean! + sd! * stream.normal()),
};
