import { log, log1p } from '../../../core/math.ts';
import { studentT as drawStudentT } from '../../../core/random/draws.ts';
import { gammaHalfStep, gammaHalfStepSlope } from './gammaHalfStep.ts';
import { LOG_SQRT_2PI, sigma } from './sigma.ts';
import type { ErrorModel } from './types.ts';

/** A product is put into the logarithm and begun again before another factor could overflow it. */
const LARGE = 1e100;

/** Independent, σ·t(ν): outliers pull less than under normal errors, which are its limit for large ν. With h(x) = log Γ(x + ½) − log Γ(x)
 *  − ½·log x the constant is the normal one plus h(ν/2), and the tails are −½(ν + 1)·log(1 + r²/(νσ²)). */
export const studentT: ErrorModel = {
  id: 'student-t',
  about: 'independent errors with heavy tails, sigma times Student t with nu degrees of freedom',
  parameters: [
    sigma,
    {
      name: 'nu',
      about: 'degrees of freedom: low for heavy tails, above 30 all but normal',
      lower: 0,
      upper: Infinity,
      // Juárez & Steel (2010): mean 20, half of it between 10 and 27, so from heavy tails to all but normal; and 0 at ν = 0,
      // where tails are so heavy that a few points can take all of the density
      prior: ['gamma', 2, 0.1],
    },
  ],
  independent: true,

  logDensity: (residual, p, byMean, byParameter) => {
    const s = p[0]!;
    const nu = p[1]!;
    const T = residual.length;
    const width = nu * s * s;
    const per = 1 / width;
    // Π (1 + r²/(νσ²)) − 1, for one logarithm in place of T; of small terms no digit is lost
    let excess = 0;
    let logs = 0;
    let shares = 0;
    for (let t = 0; t < T; t++) {
      const r = residual[t]!;
      const share = r * r;
      const term = share * per;
      const pull = 1 / (width + share);
      excess += term + excess * term;
      if (excess > LARGE) {
        logs += log(excess);
        excess = 0;
      }
      shares += share * pull;
      byMean[t] = (nu + 1) * r * pull;
    }
    logs += log1p(excess);
    byParameter[0] = ((nu + 1) * shares - T) / s;
    byParameter[1] = 0.5 * (T * gammaHalfStepSlope(nu / 2) - logs + ((nu + 1) / nu) * shares);
    return T * (gammaHalfStep(nu / 2) - log(s) - LOG_SQRT_2PI) - 0.5 * (nu + 1) * logs;
  },

  logLikelihood: (residual, p, out) => {
    const s = p[0]!;
    const nu = p[1]!;
    const constant = gammaHalfStep(nu / 2) - log(s) - LOG_SQRT_2PI;
    for (let t = 0; t < residual.length; t++) {
      const z = residual[t]! / s;
      out[t] = constant - 0.5 * (nu + 1) * log1p((z * z) / nu);
    }
  },

  draw: (p, stream, out) => {
    for (let t = 0; t < out.length; t++) out[t] = p[0]! * drawStudentT(stream, p[1]!);
  },
};
