import { log } from '../../core/math.ts';
import type { PriorFamily } from './types.ts';

export const uniform: PriorFamily = {
  id: 'uniform',
  about: 'U(lower, upper)',
  parameters: [
    { name: 'lower', positive: false },
    { name: 'upper', positive: false },
  ],
  impossible: ([lower, upper]) => (lower! < upper! ? null : `lower ${lower} is not below upper ${upper}`),
  support: ([lower, upper]) => [lower!, upper!],
  at: ([lower, upper]) => {
    const constant = -log(upper! - lower!);
    return { logDensity: () => constant, derivative: () => 0 };
  },
  draw: (stream, [lower, upper]) => lower! + (upper! - lower!) * stream.uniform(),
};
