import { log } from '../../../core/math.ts';
import { linearPart } from '../linearPart.ts';
import { LOG_SQRT_2PI, sigma } from './sigma.ts';
import type { ErrorModel } from './types.ts';

/** Independent, N(0, σ). */
export const normal: ErrorModel = {
  id: 'normal',
  about: 'independent normal errors, N(0, sigma)',
  parameters: [sigma],
  independent: true,

  logDensity: (residual, p, byMean, byParameter) => {
    const s = p[0]!;
    const precision = 1 / (s * s);
    const T = residual.length;
    let squares = 0;
    for (let t = 0; t < T; t++) {
      const r = residual[t]!;
      squares += r * r;
      byMean[t] = r * precision;
    }
    byParameter[0] = (squares * precision - T) / s;
    return -T * (log(s) + LOG_SQRT_2PI) - 0.5 * squares * precision;
  },

  logLikelihood: (residual, p, out) => {
    const s = p[0]!;
    const constant = -log(s) - LOG_SQRT_2PI;
    for (let t = 0; t < residual.length; t++) {
      const z = residual[t]! / s;
      out[t] = constant - 0.5 * z * z;
    }
  },

  draw: (p, stream, out) => {
    for (let t = 0; t < out.length; t++) out[t] = p[0]! * stream.normal();
  },

  integrated: (columns, means, sds, workspace) => {
    const part = linearPart(columns, means, sds, workspace);
    return {
      priorMean: part.priorMean,
      logDensity: (residual, p, byMean, byParameter) => {
        const s = p[0]!;
        const value = part.logDensity(residual, s * s, byMean);
        byParameter[0] = 2 * s * part.byVariance();
        return value;
      },
      draw: (residual, p, stream, out) => part.draw(residual, p[0]! * p[0]!, stream, out),
    };
  },
};
