import { centering } from './centering.ts';
import { mediaTerms } from './channelTerms.ts';
import { columnBlocks } from './columnBlocks.ts';
import { coordinates } from './coordinates.ts';
import type { SamplingDensity } from './density.ts';
import { newWorkspace } from './kernel/workspace.ts';
import { liftTerm } from './lift/liftTerm.ts';
import { errorParameters, linearColumns, type MmmModel } from './model.ts';

/** The posterior of all parameters, in coordinates in which intercept and column coefficients do not trade off against media:
 *  the sampler moves by how much they differ from a regression of what media leave of the outcome. A linear map given the
 *  other coordinates: its Jacobian is constant. Coefficients with a bounded prior stay as they are.
 *  Fused value and gradient: one pass a channel forward, one back. All work space is allocated here. */
export function centeredDensity(model: MmmModel): SamplingDensity {
  const { y, parameters, errors } = model;
  const workspace = newWorkspace();
  const T = y.length;
  const at = coordinates(
    model,
    parameters.map((_, i) => i),
    'level',
  );
  const { theta } = at;
  const linear = linearColumns(model).map(({ place, values }) => {
    const [lower, upper] = parameters[place]!.prior.support;
    return { place, values, free: lower === -Infinity && upper === Infinity };
  });
  const moved = linear.filter(({ free }) => free);
  const fixed = linear.filter(({ free }) => !free);
  // those that move first, so that their coefficients begin each vector of coefficients
  const places = [...moved, ...fixed].map(({ place }) => place);
  const columns = [...moved, ...fixed].flatMap(({ values }) => [...values]);
  const blocks = columnBlocks(Float64Array.from(columns), T, places.length, workspace);
  const center = centering(
    moved.map(({ values }) => values),
    y,
    workspace,
  );
  const byTheta = new Float64Array(parameters.length);
  const [mean, residual, byMean, byMedia] = [0, 1, 2, 3].map(() => new Float64Array(T)) as Four;
  const coefficients = new Float64Array(places.length);
  const byCoefficients = new Float64Array(places.length);
  const scatter = errorParameters(model, theta);
  const byScatter = errorParameters(model, byTheta);
  const terms = mediaTerms(model, workspace);
  const lifts = liftTerm(model);

  const locate = (u: Float64Array): void => {
    at.constrain(u);
    mean.fill(0);
    for (const term of terms) term.forward(theta, mean);
    for (let t = 0; t < T; t++) residual[t] = y[t]! - mean[t]!;
    for (let c = 0; c < places.length; c++) coefficients[c] = theta[places[c]!]!;
    center.place(residual, coefficients);
    for (let c = 0; c < moved.length; c++) theta[places[c]!] = coefficients[c]!;
    blocks.takeOff(residual, 1, coefficients, residual);
  };

  return {
    dimension: at.dimension,
    nameOf: at.nameOf,
    logDensity: (u, gradient) => {
      locate(u);
      const likelihood = errors.logDensity(residual, scatter, byMean, byScatter);
      blocks.project(byMean, byCoefficients);
      for (let c = 0; c < places.length; c++) {
        const i = places[c]!;
        byTheta[i] = byCoefficients[c]!;
        byCoefficients[c]! += parameters[i]!.prior.derivative(theta[i]!);
      }
      center.pullBack(byMean, byCoefficients, byMedia);
      for (const term of terms) term.backward(theta, byMedia, byTheta);
      const measured = lifts === null ? 0 : lifts(theta, byTheta);
      const priors = at.priors(byTheta, gradient);
      for (let c = 0; c < moved.length; c++) gradient[places[c]!] = byCoefficients[c]!;
      return likelihood + priors + center.logJacobian + measured;
    },
    complete: (u, _, out) => {
      locate(u);
      out.set(theta);
    },
  };
}

type Four = [Float64Array, Float64Array, Float64Array, Float64Array];
