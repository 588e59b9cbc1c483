import { exp, log } from '../../core/math.ts';
import { checkModels } from './models.ts';

export type Stacking = {
  /** one a model, on the simplex */
  readonly weights: Float64Array;
  /** Σ_i log Σ_k w_k p(y_i | y_−i, M_k) at these weights */
  readonly elpd: number;
  /** certificate: no other weights have an elpd larger by more than this */
  readonly gap: number;
};

/** Nats below which weights are as good as the best. Elpd differences below 4 decide nothing; this is far below. */
const TOLERANCE = 1e-8;
/** Pairwise steps converge geometrically; some tens are usual, so that this is for problems nobody has. */
const MOST_STEPS = 20_000;

/** Stacking of predictive distributions: the weights that maximize Σ_i log Σ_k w_k p(y_i | y_−i, M_k), which is concave. From equal
 *  weights, mass goes from the worst model that has some to the best, by the step that is best along this line, until the duality
 *  gap max_k g_k − N is closed, g the gradient. Where models' densities are dependent the weights are not unique, the mixture is.
 *  @param pointwise log p(y_i | y_−i, M_k): one array of N observations a model
 *  @throws RangeError unless there are models, on the same observations, with finite densities
 *  @see Yao, Vehtari, Simpson & Gelman (2018), Using stacking to average Bayesian predictive distributions; Lacoste-Julien &
 *  Jaggi (2015) on pairwise Frank–Wolfe steps */
export function stackingWeights(pointwise: readonly Float64Array[], tolerance = TOLERANCE): Stacking {
  checkModels(pointwise);
  const n = pointwise[0]!.length;
  const largest = Float64Array.from({ length: n }, (_, i) => Math.max(...pointwise.map((model) => model[i]!)));
  const density = pointwise.map((model) => model.map((value, i) => exp(value - largest[i]!)));
  const weights = new Float64Array(density.length).fill(1 / density.length);
  const mixture = new Float64Array(n);
  let gap = Infinity;
  for (let step = 0; step < MOST_STEPS; step++) {
    mixInto(mixture, density, weights);
    const gradient = density.map((model) => ratioSum(model, mixture));
    const best = gradient.indexOf(Math.max(...gradient));
    const held = gradient.map((g, k) => (weights[k]! > 0 ? g : Infinity));
    const worst = held.indexOf(Math.min(...held));
    gap = Math.max(0, gradient[best]! - n);
    if (gap <= tolerance || best === worst) break;
    const move = lineSearch(mixture, density[best]!, density[worst]!, weights[worst]!);
    if (move === 0) break;
    // all of it: exactly 0 is left
    weights[best]! += move;
    weights[worst] = move === weights[worst] ? 0 : weights[worst]! - move;
  }
  mixInto(mixture, density, weights);
  let elpd = 0;
  for (let i = 0; i < n; i++) elpd += log(mixture[i]!) + largest[i]!;
  return { weights, elpd, gap };
}

function mixInto(out: Float64Array, density: readonly Float64Array[], weights: Float64Array): void {
  out.fill(0);
  density.forEach((model, k) => {
    const weight = weights[k]!;
    if (weight > 0) for (let i = 0; i < out.length; i++) out[i]! += weight * model[i]!;
  });
}

/** ∂/∂w_k: Σ_i p_ik/mixture_i; N on average over the weights. */
function ratioSum(model: Float64Array, mixture: Float64Array): number {
  let total = 0;
  for (let i = 0; i < model.length; i++) total += model[i]! / mixture[i]!;
  return total;
}

/** Halvings of the interval: all bits of a double that count. */
const HALVINGS = 60;

/** The t in [0, most] where Σ log(mixture + t(up − down)) is largest: the root of its falling derivative, by halving. */
function lineSearch(mixture: Float64Array, up: Float64Array, down: Float64Array, most: number): number {
  const slope = (t: number): number => {
    let total = 0;
    for (let i = 0; i < mixture.length; i++) {
      const change = up[i]! - down[i]!;
      if (change !== 0) total += change / (mixture[i]! + t * change);
    }
    return total;
  };
  if (slope(most) >= 0) return most;
  let [low, high] = [0, most];
  for (let h = 0; h < HALVINGS; h++) {
    const middle = low + (high - low) / 2;
    if (slope(middle) > 0) low = middle;
    else high = middle;
  }
  return low;
}
