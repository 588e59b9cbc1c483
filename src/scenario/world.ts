import type { PeriodUnit } from '../dataset/types.ts';
import type { AdstockSpec, SaturationSpec } from '../media/types.ts';
import type { EffectGeo, Geos, NodeGeo } from './geos.ts';

/** A resolved world: a structural causal model as plain JSON, every default filled in, dials applied.
 *  Its hash, with periods and replicate, names the data.
 *
 *  Every node has one equation,
 *
 *      v_t = floor( (base_t + Σ terms_t) · scale_t + noise_t )
 *
 *  where base (additive), scale (multiplicative) and noise are exogenous series drawn once a dataset, each from
 *  streams of its own, and the terms carry the causal arrows. An intervention replaces a node's series over a
 *  window and replays what lies downstream with the same base, scale and noise. */
export type World = {
  readonly name: string;
  readonly about: string;
  readonly period: PeriodUnit;
  /** in declared order, which is not an order of evaluation */
  readonly nodes: readonly WorldNode[];
  readonly outcome: string;
  /** names an estimator sees, outcome included */
  readonly observed: readonly string[];
  /** periods simulated before the dataset's history starts */
  readonly burnIn: number;
  /** calendar position of the window's first period */
  readonly firstPeriod: number;
  /** false when a series depends on the length asked (min–max scaling): sample sizes are then not prefixes */
  readonly nested: boolean;
  /** periods of `future` spend in the dataset at least; the longest tail is always covered */
  readonly minFuture: number;
  /** left out: national. Else every equation holds in each geo, on amounts per head */
  readonly geos?: Geos;
};

export type WorldNode = {
  readonly name: string;
  readonly role: 'process' | 'spend' | 'mediator' | 'outcome';
  readonly latent: boolean;
  readonly units?: string;
  /** additive exogenous series, summed */
  readonly base: readonly Component[];
  /** min–max scale of the summed base to this range over the whole simulated length (Jin 2017); makes a world not nested */
  readonly rescale?: readonly [lower: number, upper: number];
  /** multiplicative exogenous series, multiplied */
  readonly scale: readonly ScaleComponent[];
  readonly noise: readonly NoiseComponent[];
  readonly terms: readonly Term[];
  /** smallest value the node may take (spend: 0); −Infinity is written null */
  readonly floor: number | null;
  /** the same series in every geo; left out: each geo has its own */
  readonly shared?: true;
  readonly geo?: NodeGeo;
};

/** t counts periods from the window's first (so it is negative in history), c = t + firstPeriod is the calendar. */
export type Component =
  | { readonly kind: 'level'; readonly value: number }
  /** slope · t */
  | { readonly kind: 'trend'; readonly slope: number }
  /** amplitude · sin(2π·(c/every + phase)); `random`: phase uniform on [0, 1), one draw a node and dataset */
  | { readonly kind: 'seasonal'; readonly every: number; readonly amplitude: number; readonly phase: number | 'random' }
  /** phi·previous + N(0, sd), started from its stationary law */
  | { readonly kind: 'ar1'; readonly phi: number; readonly sd: number }
  | { readonly kind: 'normal'; readonly sd: number }
  /** `size` in each listed period of the cycle, else 0 */
  | { readonly kind: 'calendar'; readonly every: number; readonly at: readonly number[]; readonly size: number }
  /** `size` with the given probability a period, else 0 */
  | { readonly kind: 'pulses'; readonly probability: number; readonly size: number };

export type ScaleComponent =
  /** 1 for `on` periods, `between` for `off` periods, shifted by `start` */
  | {
      readonly kind: 'flights';
      readonly on: number;
      readonly off: number;
      readonly start: number;
      readonly between: number;
    }
  /** exp(N(−sd²/2, sd)): mean 1 */
  | { readonly kind: 'lognormal'; readonly sd: number }
  /** 1 + amplitude · sin(2π·(c/every + phase)) */
  | {
      readonly kind: 'seasonal';
      readonly every: number;
      readonly amplitude: number;
      readonly phase: number | 'random';
    };

export type NoiseComponent =
  | { readonly kind: 'normal'; readonly sd: number }
  | { readonly kind: 'ar1'; readonly phi: number; readonly sd: number }
  /** scaled to have this sd; df > 2 */
  | { readonly kind: 'student-t'; readonly df: number; readonly sd: number };

/** effect · f(adstock(source)) at lags ≥ lag. Without curves: effect · source_{t−lag}. */
export type Term = {
  readonly from: string;
  /** periods between cause and the first effect */
  readonly lag: number;
  readonly adstock: AdstockSpec | null;
  readonly saturation: SaturationSpec | null;
  readonly order: 'adstock-first' | 'saturation-first';
  readonly effect: number;
  readonly geo?: EffectGeo;
};
