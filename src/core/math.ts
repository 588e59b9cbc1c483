/** The only source of exp, log, pow, trigonometric and hyperbolic functions: the engines' own differ in their last bits.
 *  exp, log and pow are ours (math/), faster than the engine's; the others are @stdlib's, which call no Math function but
 *  sqrt, floor and the like. */
import stdAtan from '@stdlib/math/base/special/atan/lib/index.js';
import stdCos from '@stdlib/math/base/special/cos/lib/index.js';
import stdCosh from '@stdlib/math/base/special/cosh/lib/index.js';
import stdDigamma from '@stdlib/math/base/special/digamma/lib/index.js';
import stdErf from '@stdlib/math/base/special/erf/lib/index.js';
import stdErfc from '@stdlib/math/base/special/erfc/lib/index.js';
import stdExpm1 from '@stdlib/math/base/special/expm1/lib/index.js';
import stdLgamma from '@stdlib/math/base/special/gammaln/lib/index.js';
import stdLog1p from '@stdlib/math/base/special/log1p/lib/index.js';
import stdLog2 from '@stdlib/math/base/special/log2/lib/index.js';
import stdLog10 from '@stdlib/math/base/special/log10/lib/index.js';
import stdSin from '@stdlib/math/base/special/sin/lib/index.js';
import stdSinh from '@stdlib/math/base/special/sinh/lib/index.js';
import stdTan from '@stdlib/math/base/special/tan/lib/index.js';
import stdTanh from '@stdlib/math/base/special/tanh/lib/index.js';
import stdTrigamma from '@stdlib/math/base/special/trigamma/lib/index.js';
import { exp } from './math/exp.ts';
import { log } from './math/log.ts';
import { logOfOnePlus } from './math/logOfOnePlus.ts';

export { exp, expInto } from './math/exp.ts';
export { pow } from './math/pow.ts';
export { log };

export const atan: (x: number) => number = stdAtan;
export const cos: (x: number) => number = stdCos;
export const cosh: (x: number) => number = stdCosh;
export const digamma: (x: number) => number = stdDigamma;
export const erf: (x: number) => number = stdErf;
export const erfc: (x: number) => number = stdErfc;
export const expm1: (x: number) => number = stdExpm1;
/** log |Γ(x)|; between 1.19 and 1.22 off by up to 6e-15, elsewhere by a unit in the last place */
export const lgamma: (x: number) => number = stdLgamma;
export const log1p: (x: number) => number = stdLog1p;
export const log2: (x: number) => number = stdLog2;
export const log10: (x: number) => number = stdLog10;
export const sin: (x: number) => number = stdSin;
export const sinh: (x: number) => number = stdSinh;
export const tan: (x: number) => number = stdTan;
export const tanh: (x: number) => number = stdTanh;
export const trigamma: (x: number) => number = stdTrigamma;

/** 1/(1 + e^(−x)), without overflow on either side. */
export function sigmoid(x: number): number {
  if (x >= 0) return 1 / (1 + exp(-x));
  const e = exp(x);
  return e / (1 + e);
}

/** log(1 + e^x), without overflow and with full relative accuracy for x → −∞. */
export function softplus(x: number): number {
  return x > 0 ? x + logOfOnePlus(exp(-x)) : logOfOnePlus(exp(x));
}

/** log(e^a + e^b), without overflow. logAddExp(−∞, b) = b. */
export function logAddExp(a: number, b: number): number {
  const high = Math.max(a, b);
  if (high === -Infinity || high === Infinity) return high;
  return high + logOfOnePlus(exp(Math.min(a, b) - high));
}
