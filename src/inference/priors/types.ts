import type { Stream } from '../../core/random/stream.ts';

/** Both stand in the sampler's hot loop and allocate nothing; x inside the support. */
export type PriorDensity = {
  /** log density with its constant */
  readonly logDensity: (x: number) => number;
  /** d log density / dx */
  readonly derivative: (x: number) => number;
};

/** A prior family: density, derivative and draws on its own scale. Parameters `p` in the order of `parameters`. */
export type PriorFamily = {
  readonly id: string;
  readonly about: string;
  /** names and what is allowed, in order; a bound may be infinite, nothing else */
  readonly parameters: readonly { readonly name: string; readonly positive: boolean; readonly bound?: true }[];
  /** why these parameters (finite, positive where they must be) are impossible, or null */
  readonly impossible?: (p: readonly number[]) => string | null;
  /** open interval that holds all its mass */
  readonly support: (p: readonly number[]) => readonly [lower: number, upper: number];
  /** the density at given parameters: what does not depend on x is computed here, once */
  readonly at: (p: readonly number[]) => PriorDensity;
  readonly draw: (stream: Stream, p: readonly number[]) => number;
};
