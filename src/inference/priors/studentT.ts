import { lgamma, log, log1p } from '../../core/math.ts';
import { studentT as drawStudentT } from '../../core/random/draws.ts';
import type { PriorFamily } from './types.ts';

const LOG_PI = 1.1447298858494002;

export const studentT: PriorFamily = {
  id: 'student-t',
  about: 'mean + scale·t(df)',
  parameters: [
    { name: 'df', positive: true },
    { name: 'mean', positive: false },
    { name: 'scale', positive: true },
  ],
  support: () => [-Infinity, Infinity],
  at: ([df, mean, scale]) => {
    const [nu, m, s2] = [df!, mean!, scale! * scale!];
    const constant = lgamma((nu + 1) / 2) - lgamma(nu / 2) - 0.5 * (log(nu) + LOG_PI) - log(scale!);
    return {
      logDensity: (x) => constant - ((nu + 1) / 2) * log1p(((x - m) * (x - m)) / (nu * s2)),
      derivative: (x) => (-(nu + 1) * (x - m)) / (nu * s2 + (x - m) * (x - m)),
    };
  },
  draw: (stream, [df, mean, scale]) => mean! + scale! * drawStudentT(stream, df!),
};
