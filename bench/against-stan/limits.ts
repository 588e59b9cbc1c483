import type { Diagnosis } from './diagnosis.ts';

/** What a run must keep to, to count at all. */
export type Limits = { readonly rhat: number; readonly divergences: number };

/** R̂ ≤ 1.01 for every parameter; no divergences with a logistic curve, at most one in 1,000 draws with Hill's, whose
 *  posterior is the harder one.
 *  @param draws of all chains together */
export function limitsFor(saturation: string, draws: number): Limits {
  return { rhat: 1.01, divergences: saturation === 'hill' ? Math.floor(draws / 1000) : 0 };
}

export function meets(limits: Limits, { rhat }: Diagnosis, divergences: number): boolean {
  return rhat <= limits.rhat && divergences <= limits.divergences;
}
