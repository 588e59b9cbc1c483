import { log } from '../../core/math.ts';
import type { PriorFamily } from './types.ts';

export const exponential: PriorFamily = {
  id: 'exponential',
  about: 'Exponential(rate), mean 1/rate',
  parameters: [{ name: 'rate', positive: true }],
  support: () => [0, Infinity],
  at: ([rate]) => {
    const b = rate!;
    const constant = log(b);
    return { logDensity: (x) => constant - b * x, derivative: () => -b };
  },
  draw: (stream, [rate]) => -log(stream.uniform()) / rate!,
};
