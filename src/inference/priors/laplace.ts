import { log, log1p } from '../../core/math.ts';
import type { PriorFamily } from './types.ts';

export const laplace: PriorFamily = {
  id: 'laplace',
  about: 'Laplace(mean, scale), variance 2·scale²',
  parameters: [
    { name: 'mean', positive: false },
    { name: 'scale', positive: true },
  ],
  support: () => [-Infinity, Infinity],
  at: ([mean, scale]) => {
    const [m, rate] = [mean!, 1 / scale!];
    const constant = -log(2 * scale!);
    return {
      logDensity: (x) => constant - Math.abs(x - m) * rate,
      derivative: (x) => -Math.sign(x - m) * rate,
    };
  },
  draw: (stream, [mean, scale]) => {
    const u = stream.uniform() - 0.5;
    return mean! - scale! * Math.sign(u) * log1p(-2 * Math.abs(u));
  },
};
