import { log } from '../../../core/math.ts';
import { ar1Integrated } from './ar1Integrated.ts';
import { ar1Precision } from './ar1Precision.ts';
import { LOG_SQRT_2PI, sigma } from './sigma.ts';
import type { ErrorModel } from './types.ts';

/** Autoregressive of order 1 and stationary: r_t = φ·r_{t−1} + N(0, σ), r_0 ~ N(0, σ/√(1 − φ²)). σ is the standard deviation of
 *  the innovations. */
export const ar1: ErrorModel = {
  id: 'ar1',
  about: 'stationary AR(1) errors: phi times the last one, plus N(0, sigma)',
  parameters: [
    sigma,
    {
      name: 'phi',
      about: 'correlation of one period’s error with the next',
      lower: -1,
      upper: 1,
      // Centered where errors are independent, and thin toward ±1, where an error that wanders cannot be told from intercept
      // and trend. Its .5 is wide beside what data say: at φ = .7 and 104 weeks their standard error is .07.
      prior: ['truncated-normal', 0, 0.5, -1, 1],
    },
  ],
  independent: false,

  logDensity: (residual, p, byMean, byParameter) => {
    const s = p[0]!;
    const phi = p[1]!;
    const T = residual.length;
    const precision = 1 / (s * s);
    const start = (1 - phi) * (1 + phi);
    ar1Precision(residual, phi, precision, byMean, byParameter);
    const squares = byParameter[0]! * precision;
    byParameter[0] = (squares - T) / s;
    byParameter[1] = byParameter[1]! * precision - phi / start;
    return 0.5 * log(start) - T * (log(s) + LOG_SQRT_2PI) - 0.5 * squares;
  },

  logLikelihood: (residual, p, out) => {
    const s = p[0]!;
    const phi = p[1]!;
    const constant = -log(s) - LOG_SQRT_2PI;
    const start = (1 - phi) * (1 + phi);
    let before = residual[0]!;
    out[0] = constant + 0.5 * (log(start) - start * (before / s) * (before / s));
    for (let t = 1; t < residual.length; t++) {
      const r = residual[t]!;
      const z = (r - phi * before) / s;
      out[t] = constant - 0.5 * z * z;
      before = r;
    }
  },

  draw: (p, stream, out) => {
    const s = p[0]!;
    const phi = p[1]!;
    out[0] = (s / Math.sqrt((1 - phi) * (1 + phi))) * stream.normal();
    for (let t = 1; t < out.length; t++) out[t] = phi * out[t - 1]! + s * stream.normal();
  },

  integrated: ar1Integrated,
};
