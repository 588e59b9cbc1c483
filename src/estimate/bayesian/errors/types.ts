import type { PriorSpec } from '../../../core/prior.ts';
import type { Stream } from '../../../core/random/stream.ts';
import type { Workspace } from '../kernel/workspace.ts';

/** A parameter of an error model; its prior may not reach outside [lower, upper]. */
export type ErrorParameter = {
  /** as in YAML: `sigma`, `nu` */
  readonly name: string;
  readonly about: string;
  readonly lower: number;
  readonly upper: number;
  /** default prior, on the scaled outcome */
  readonly prior: PriorSpec;
};

/** How the outcome scatters around its mean. Residuals are outcome − mean, T consecutive periods; `p` holds the parameters in
 *  their order. Densities stand in the sampler's hot loop: they allocate nothing, and may be NaN or −∞ where p or the
 *  residuals are out of reach, which the sampler takes for a rejection. */
export type ErrorModel = {
  /** as in YAML */
  readonly id: string;
  readonly about: string;
  /** `sigma` first */
  readonly parameters: readonly [ErrorParameter, ...ErrorParameter[]];
  /** whether the error of one period says nothing of the others */
  readonly independent: boolean;
  /** log density of the residuals, with its constant; writes its derivative in each period's mean and in each of `p` */
  readonly logDensity: (
    residual: Float64Array,
    p: Float64Array,
    byMean: Float64Array,
    byParameter: Float64Array,
  ) => number;
  /** log likelihood of each period, given those before it; they sum to `logDensity`. `out` may be `residual` */
  readonly logLikelihood: (residual: Float64Array, p: Float64Array, out: Float64Array) => void;
  /** T errors, out.length of them */
  readonly draw: (p: Float64Array, stream: Stream, out: Float64Array) => void;
  /** Where the errors are normal given p: the same with a linear part integrated out.
   *  @param columns k columns of T values
   *  @param means, sds of their coefficients' normal priors
   *  @param workspace of the density that this is a part of */
  readonly integrated?: (
    columns: readonly Float64Array[],
    means: readonly number[],
    sds: readonly number[],
    workspace: Workspace,
  ) => IntegratedErrors;
};

/** Errors and a linear part with normal priors, as one normal law. Work space belongs to it. */
export type IntegratedErrors = {
  /** T values: what the linear part is before the data, to be taken off the outcome */
  readonly priorMean: Float64Array;
  /** as in `ErrorModel`, of what remains of the outcome without `priorMean` and media */
  readonly logDensity: ErrorModel['logDensity'];
  /** k coefficients from their law given a residual and p */
  readonly draw: (residual: Float64Array, p: Float64Array, stream: Stream, out: Float64Array) => void;
};
