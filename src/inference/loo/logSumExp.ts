import { exp, log } from '../../core/math.ts';

/** log Σ e^x, without overflow. @returns −Infinity for no values */
export function logSumExp(x: Float64Array): number {
  let largest = -Infinity;
  for (let i = 0; i < x.length; i++) if (x[i]! > largest) largest = x[i]!;
  if (largest === -Infinity) return -Infinity;
  let total = 0;
  for (let i = 0; i < x.length; i++) total += exp(x[i]! - largest);
  return largest + log(total);
}
