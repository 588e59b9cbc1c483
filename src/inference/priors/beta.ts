import { lgamma, log } from '../../core/math.ts';
import { beta as drawBeta } from '../../core/random/draws.ts';
import type { PriorFamily } from './types.ts';

export const beta: PriorFamily = {
  id: 'beta',
  about: 'Beta(a, b) on (0, 1)',
  parameters: [
    { name: 'a', positive: true },
    { name: 'b', positive: true },
  ],
  support: () => [0, 1],
  at: ([a, b]) => {
    const [p, q] = [a! - 1, b! - 1];
    const constant = lgamma(a! + b!) - lgamma(a!) - lgamma(b!);
    return {
      logDensity: (x) => constant + (p === 0 ? 0 : p * log(x)) + (q === 0 ? 0 : q * log(1 - x)),
      derivative: (x) => (p === 0 ? 0 : p / x) - (q === 0 ? 0 : q / (1 - x)),
    };
  },
  draw: (stream, [a, b]) => drawBeta(stream, a!, b!),
};
