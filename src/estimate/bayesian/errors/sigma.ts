import type { ErrorParameter } from './types.ts';

/** Every error model's scale: outcomes are scaled to at most 1, so this prior says little. */
export const sigma: ErrorParameter = {
  name: 'sigma',
  about: 'standard deviation or scale',
  lower: 0,
  upper: Infinity,
  prior: ['half-normal', 2],
};

export const LOG_SQRT_2PI = 0.9189385332046727;
