import { log } from '../../src/core/math.ts';
import { openStream } from '../../src/core/random/stream.ts';
import { mmmDensity } from '../../src/estimate/bayesian/density.ts';
import { modelOf } from './problem.ts';
import { type Program, stanLogDensity } from './stan.ts';

const POINTS = 20;
/** Stan starts its chains this far from 0 on every axis */
const RADIUS = 2;
/** relative to the largest log density in absolute value: both are sums of some hundred terms */
const TOLERANCE = 1e-10;

/** log |dx/du| of Stan's map onto a support: logarithm or logit (reference manual, constraint transforms). */
function stanLogJacobian([lower, upper]: readonly [number, number], x: number): number {
  if (lower === -Infinity) return 0;
  return upper === Infinity ? log(x - lower) : log((x - lower) * (upper - x));
}

/** How far Stan's log density and ours are from differing by a constant, at random points: the spread of the difference,
 *  relative. @throws Error where it is no rounding error: then nothing that follows would compare the same posterior */
export function samePosterior(path: string, program: Program): number {
  const model = modelOf(path);
  const { logDensity, dimension, constrain } = mmmDensity(model);
  const stream = openStream(['against-stan', 'points']);
  const gradient = new Float64Array(dimension);
  const free = Array.from({ length: POINTS }, () =>
    Float64Array.from({ length: dimension }, () => RADIUS * (2 * stream.uniform() - 1)),
  );
  const points = free.map((u) => {
    const x = new Float64Array(dimension);
    constrain(u, x);
    return x;
  });
  // Stan's maps onto the supports are not ours: its Jacobians stand in for ours
  const ours = free.map((u, k) =>
    model.parameters.reduce(
      (sum, { prior, transform }, i) =>
        sum - transform.logJacobian(u[i]!, points[k]![i]!) + stanLogJacobian(prior.support, points[k]![i]!),
      logDensity(u, gradient),
    ),
  );
  const named = points.map((x) => Object.fromEntries(model.parameters.map(({ name }, i) => [name, x[i]!])));
  const theirs = stanLogDensity(path, program, named);
  const differences = ours.map((value, i) => value - theirs[i]!);
  const scale = Math.max(...ours.map(Math.abs));
  const spread = (Math.max(...differences) - Math.min(...differences)) / scale;
  if (spread < TOLERANCE) return spread;
  throw new Error(`${path}: the densities of ${program}.stan and of Plumbline differ by no constant: spread ${spread}`);
}
