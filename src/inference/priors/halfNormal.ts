import { log } from '../../core/math.ts';
import { LOG_SQRT_2PI } from './normal.ts';
import type { PriorFamily } from './types.ts';

export const halfNormal: PriorFamily = {
  id: 'half-normal',
  about: '|N(0, sd)|',
  parameters: [{ name: 'sd', positive: true }],
  support: () => [0, Infinity],
  at: ([sd]) => {
    const precision = 1 / (sd! * sd!);
    const constant = -log(sd!) - LOG_SQRT_2PI + Math.LN2;
    return {
      logDensity: (x) => constant - 0.5 * x * x * precision,
      derivative: (x) => -x * precision,
    };
  },
  draw: (stream, [sd]) => Math.abs(sd! * stream.normal()),
};
