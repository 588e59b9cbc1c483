import type { LogDensity } from './types.ts';

/** A tree of a trajectory: its proposal, its weight, and what the U-turn criterion needs of it. */
export type TreeSlot = {
  /** the proposal, its log density and the gradient there, so that the next transition need not compute them again */
  readonly q: Float64Array;
  readonly gradient: Float64Array;
  logDensity: number;
  /** log Σ exp(H₀ − H) over the nodes */
  logWeight: number;
  /** sum of the nodes' momenta, and the momenta at both edges */
  readonly rho: Float64Array;
  readonly left: Float64Array;
  readonly right: Float64Array;
};

export const newTreeSlot = (n: number): TreeSlot => ({
  q: new Float64Array(n),
  gradient: new Float64Array(n),
  logDensity: 0,
  logWeight: 0,
  rho: new Float64Array(n),
  left: new Float64Array(n),
  right: new Float64Array(n),
});

/** Puts a tree's proposal to `q`. Costs a gradient. */
export function moveTo(slot: TreeSlot, density: LogDensity, q: Float64Array): void {
  slot.q.set(q);
  slot.logDensity = density(slot.q, slot.gradient);
}

/** Generalized U-turn criterion (Betancourt 2017, A.4.2) with ρ = a + b, in whitened momenta: the trajectory goes on
 *  only while both edges move along ρ. */
export function turns(left: Float64Array, right: Float64Array, a: Float64Array, b: Float64Array): boolean {
  let atLeft = 0;
  let atRight = 0;
  for (let i = 0; i < a.length; i++) {
    const rho = a[i]! + b[i]!;
    atLeft += left[i]! * rho;
    atRight += right[i]! * rho;
  }
  return !(atLeft > 0 && atRight > 0);
}
