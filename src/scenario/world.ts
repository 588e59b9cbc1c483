import type { PeriodUnit } from '../dataset/types.ts';
import type { AdstockSpec, SaturationSpec } from '../media/types.ts';
import type { DrawnParameter } from './draws/drawn.ts';
import type { EffectGeo, Geos, NodeGeo } from './geos.ts';
import type { Observation } from './observation.ts';

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
  /** left out: the data are the world's own series, period by period */
  readonly observation?: Observation;
  /** numbers drawn once a replicate, which hold their law's center here; left out: none */
  readonly draws?: readonly DrawnParameter[];
};

export type WorldNode = {
  readonly name: string;
  readonly role: 'process' | 'spend' | 'exposure' | 'mediator' | 'outcome';
  /** of an exposure, the channel whose spend buys it. The first term is then that spend, the rest of the equation what one
   *  unit costs: v_t = term_1 / max(floor, (base_t + Σ other terms_t) · scale_t + noise_t) */
  readonly of?: string;
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
  /** what the terms' sources bring together, beyond the terms; left out: nothing */
  readonly interactions?: readonly Interaction[];
  /** v_t = exp of the equation, noise included; left out: the equation itself. Outcomes only */
  readonly link?: 'log';
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
  | { readonly kind: 'pulses'; readonly probability: number; readonly size: number }
  /** `size` from t = at on, else 0 */
  | { readonly kind: 'step'; readonly at: number; readonly size: number }
  /** slope · max(0, t − at) */
  | { readonly kind: 'trend-break'; readonly at: number; readonly slope: number };

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

/** effect · m_t · f(adstock(source)) at lags ≥ lag, m = 1 but for `varies`. Without curves: effect · source_{t−lag}. */
export type Term = {
  readonly from: string;
  /** periods between cause and the first effect */
  readonly lag: number;
  readonly adstock: AdstockSpec | null;
  readonly saturation: SaturationSpec | null;
  readonly order: 'adstock-first' | 'saturation-first';
  readonly effect: number;
  readonly geo?: EffectGeo;
  /** the logarithm of the source in its place, before any adstock: the effect is then an elasticity, or a change per
   *  unit of the logarithm */
  readonly transform?: 'log';
  /** how the effect changes over time: a product; left out: not at all */
  readonly varies?: readonly EffectPath[];
};

/** A factor of an effect in period t, that of the response, the same in every geo. */
export type EffectPath =
  /** exp(S_t − sd²·|t|/2) with S_0 = 0 and increments N(0, sd): 1 at t = 0, of mean 1 before and after it */
  | { readonly kind: 'random-walk'; readonly sd: number }
  /** 1 + amplitude · sin(2π·(c/every + phase)); `random`: one draw an arrow and dataset */
  | { readonly kind: 'seasonal'; readonly every: number; readonly amplitude: number; readonly phase: number | 'random' }
  /** 1 before t = at, `factor` from then on */
  | { readonly kind: 'step'; readonly at: number; readonly factor: number };

/** effect · f₁ · f₂, of what comes out of the curves of the node's terms from these two sources, before their effects. */
export type Interaction = { readonly between: readonly [string, string]; readonly effect: number };
