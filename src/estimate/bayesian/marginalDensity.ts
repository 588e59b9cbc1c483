import { mediaTerms } from './channelTerms.ts';
import { coordinates } from './coordinates.ts';
import type { SamplingDensity } from './density.ts';
import type { ErrorModel } from './errors/types.ts';
import { newWorkspace } from './kernel/workspace.ts';
import { liftTerm } from './lift/liftTerm.ts';
import { errorParameters, linearColumns, type MmmModel } from './model.ts';

/** The posterior with intercept and column coefficients integrated out; their priors must be normal.
 *  Fused value and gradient: one pass a channel forward, one back. All work space is allocated here.
 *  @param integrated the model's errors with a linear part */
export function marginalDensity(model: MmmModel, integrated: NonNullable<ErrorModel['integrated']>): SamplingDensity {
  const { y, parameters } = model;
  const workspace = newWorkspace();
  const T = y.length;
  const columns = linearColumns(model);
  const linear = columns.map(({ place }) => place);
  const at = coordinates(
    model,
    parameters.map((_, i) => i).filter((i) => !linear.includes(i)),
    'level',
  );
  const { theta } = at;
  const byTheta = new Float64Array(parameters.length);
  const mean = new Float64Array(T);
  const residual = new Float64Array(T);
  const byMean = new Float64Array(T);
  const scatter = errorParameters(model, theta);
  const byScatter = errorParameters(model, byTheta);
  const errors = integrated(
    columns.map(({ values }) => values),
    linear.map((i) => parameters[i]!.prior.parameters[0]!),
    linear.map((i) => parameters[i]!.prior.parameters[1]!),
    workspace,
  );
  const target = y.map((value, t) => value - errors.priorMean[t]!);
  const terms = mediaTerms(model, workspace);
  const lifts = liftTerm(model);

  const residuals = (): void => {
    mean.fill(0);
    for (const term of terms) term.forward(theta, mean);
    for (let t = 0; t < T; t++) residual[t] = target[t]! - mean[t]!;
  };

  const coefficients = new Float64Array(linear.length);
  return {
    dimension: at.dimension,
    nameOf: at.nameOf,
    logDensity: (u, gradient) => {
      at.constrain(u);
      residuals();
      const likelihood = errors.logDensity(residual, scatter, byMean, byScatter);
      for (const term of terms) term.backward(theta, byMean, byTheta);
      const measured = lifts === null ? 0 : lifts(theta, byTheta);
      return likelihood + at.priors(byTheta, gradient) + measured;
    },
    complete: (u, stream, out) => {
      at.constrain(u);
      residuals();
      errors.draw(residual, scatter, stream, coefficients);
      out.set(theta);
      linear.forEach((i, c) => {
        out[i] = coefficients[c]!;
      });
    },
  };
}
