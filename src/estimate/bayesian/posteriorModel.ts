import type { Stream } from '../../core/random/stream.ts';
import type { Estimand } from '../../dataset/estimand.ts';
import type { CurveRequest } from '../contract.ts';
import type { SamplingDensity } from './density.ts';

/** A model on its data, ready to be sampled, simulated from and asked: all that the engine knows of it, whether it is national
 *  or a hierarchy of geos. A point is every parameter in the order of `names`, on its own scale; outcomes are scaled. */
export type PosteriorModel = {
  /** parameters: `intercept`, `beta[tv]` … */
  readonly names: readonly string[];
  readonly channels: readonly string[];
  /** outcome values: G·T */
  readonly observations: number;
  /** outcome units of one unit of scaled outcome */
  readonly outcomeScale: number;
  /** G·T values: outcome units of one unit of scaled outcome where they differ by geo, since `outcomeScale` is per head */
  readonly outcomeUnits?: Float64Array;
  /** what the sampler sees; its work space is made here */
  readonly sampling: () => SamplingDensity;
  /** effects at a point, in outcome units; null where a single equation has no answer */
  readonly effects: (estimands: readonly Estimand[]) => (at: Float64Array) => readonly (number | null)[];
  /** response curves at a point, in outcome units: by channel, one value a scale; left out by a model that has none */
  readonly curves?: (request: CurveRequest) => (at: Float64Array) => readonly Float64Array[];
  /** reported beside the parameters, as they follow from them: `beta[tv]` where the parameter is `roas[tv]` */
  readonly derived?: {
    readonly names: readonly string[];
    readonly values: (at: Float64Array) => readonly number[];
  };
  /** G·T means of the outcome */
  readonly mean: (at: Float64Array, out: Float64Array) => void;
  /** G·T log likelihoods */
  readonly logLikelihood: (at: Float64Array, out: Float64Array) => void;
  /** one draw of every parameter from the priors */
  readonly drawParameters: (stream: Stream) => Float64Array;
  /** G·T values drawn at a point */
  readonly drawOutcome: (at: Float64Array, stream: Stream) => Float64Array;
  /** the same model on another outcome, on the model's own scale */
  readonly withOutcome: (y: Float64Array) => PosteriorModel;
  /** the same model without one observation, where that can be: its first parameters are those of `names`, in their order */
  readonly leavingOut?: (observation: number) => PosteriorModel;
};
