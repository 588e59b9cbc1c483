import { beta } from './beta.ts';
import { exponential } from './exponential.ts';
import { gamma } from './gamma.ts';
import { halfNormal } from './halfNormal.ts';
import { inverseGamma } from './inverseGamma.ts';
import { laplace } from './laplace.ts';
import { lognormal } from './lognormal.ts';
import { normal } from './normal.ts';
import { studentT } from './studentT.ts';
import { truncatedNormal } from './truncatedNormal.ts';
import type { PriorFamily } from './types.ts';
import { uniform } from './uniform.ts';

export const priorFamilies = {
  normal,
  'half-normal': halfNormal,
  lognormal,
  gamma,
  'inverse-gamma': inverseGamma,
  beta,
  uniform,
  laplace,
  exponential,
  'student-t': studentT,
  'truncated-normal': truncatedNormal,
} as const satisfies Record<string, PriorFamily>;
