import type { Adstock } from '../types.ts';

/** Constant retention per period. Powers by repeated product, so that 0⁰ = 1 and no pow is needed.
 *  @see Jin et al. (2017), eq. 1 */
export const geometric = {
  id: 'geometric',
  about: 'the same share of the effect is kept from each period to the next',
  formula: 'α^l',
  parameters: [
    {
      name: 'alpha',
      about: 'retention α per period',
      lower: 0,
      upper: 1,
      open: 'upper',
      prior: ['beta', 1, 3],
    },
  ],
  weights: (p, lags) => {
    const w = new Float64Array(lags);
    w[0] = 1;
    for (let l = 1; l < lags; l++) w[l] = w[l - 1]! * p[0]!;
    return w;
  },
  /** d α^l/dα = l·α^(l − 1), which is 1 at α = 0, l = 1 */
  weightGradients: (p, lags) => {
    const gradient = new Float64Array(lags);
    for (let l = 1, power = 1; l < lags; l++, power *= p[0]!) gradient[l] = l * power;
    return [gradient];
  },
  /** s_t = x_t + α·s_{t−1} − α^L·x_{t−L}, and its derivative beside it: two short recursions in place of 2·L products.
   *  Rounding leaves a residue, which a steep curve would make much of: where the last L periods have no spend it is 0. */
  carry: (series, p, lags, normalize, out, byParameter) => {
    const alpha = p[0]!;
    const derivative = byParameter[0]!;
    let [total, slope, power, powerSlope] = [0, 0, 1, 0];
    for (let l = 0; l < lags; l++) {
      total += power;
      slope += powerSlope;
      powerSlope = powerSlope * alpha + power;
      power *= alpha;
    }
    const scale = normalize ? 1 / total : 1;
    const drift = normalize ? slope : 0;
    const start = series.length - out.length;
    let [stock, change, idle] = [0, 0, 0];
    for (let i = 0; i < series.length; i++) {
      const leaving = i >= lags ? series[i - lags]! : 0;
      change = stock + alpha * change - powerSlope * leaving;
      stock = series[i]! + alpha * stock - power * leaving;
      idle = series[i]! === 0 ? idle + 1 : 0;
      if (i < start) continue;
      const value = idle < lags && stock > 0 ? stock * scale : 0;
      out[i - start] = value;
      derivative[i - start] = idle < lags ? (change - value * drift) * scale : 0;
    }
  },
} as const satisfies Adstock;
