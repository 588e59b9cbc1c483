import { choleskyInPlace, choleskySolve } from '../core/linalg/cholesky.ts';
import type { Stream } from '../core/random/stream.ts';
import type { Mask } from './dag.ts';
import { nodesOf, union } from './masks.ts';
import type { Unrolled } from './unroll.ts';

/** Coefficients (to × from, row-major) and noise variances of a linear-Gaussian model on an unrolled graph: those of one
 *  arrow and lag are the same in every period. Nodes are put in causal order by their own causes. */
export type LinearModel = {
  readonly size: number;
  readonly b: Float64Array;
  readonly variance: Float64Array;
  readonly order: readonly number[];
};

export function linearModel({ dag, variable, lag }: Unrolled, stream: Stream): LinearModel {
  const { size, parents } = dag;
  const b = new Float64Array(size * size);
  const variance = new Float64Array(size);
  const drawn = new Map<string, number>();
  const once = (key: string, draw: () => number): number => {
    if (!drawn.has(key)) drawn.set(key, draw());
    return drawn.get(key)!;
  };
  for (let to = 0; to < size; to++) {
    variance[to] = once(`${variable[to]}`, () => 0.5 + stream.uniform());
    for (let e = parents.start[to]!; e < parents.start[to + 1]!; e++) {
      const from = parents.to[e]!;
      const arrow = `${variable[from]}>${variable[to]}@${lag[from]! - lag[to]!}`;
      b[to * size + from] = once(arrow, () => (stream.uniform() < 0.5 ? -1 : 1) * (0.3 + 0.6 * stream.uniform()));
    }
  }
  return {
    size,
    b,
    variance,
    order: causalOrder(size, (to) => parents.to.subarray(parents.start[to], parents.start[to + 1])),
  };
}

function causalOrder(size: number, parentsOf: (node: number) => Iterable<number>): readonly number[] {
  const done = new Set<number>();
  const visit = (node: number): void => {
    if (done.has(node)) return;
    for (const parent of parentsOf(node)) visit(parent);
    done.add(node);
  };
  for (let node = 0; node < size; node++) visit(node);
  return [...done];
}

/** (I − B)⁻¹ with the rows of B zeroed for intervened nodes; entry (to, from) is the total effect. */
export function totalEffects({ size, b, order }: LinearModel, intervened?: Mask): Float64Array {
  const total = new Float64Array(size * size);
  for (const to of order) {
    total[to * size + to] = 1;
    if (intervened?.[to]) continue;
    for (const from of order) {
      const weight = b[to * size + from]!;
      if (weight !== 0) for (let k = 0; k < size; k++) total[to * size + k]! += weight * total[from * size + k]!;
    }
  }
  return total;
}

/** Σ = (I − B)⁻¹ Ω (I − B)⁻ᵀ */
export function covariance(model: LinearModel): Float64Array {
  const { size, variance } = model;
  const total = totalEffects(model);
  const sigma = new Float64Array(size * size);
  for (let i = 0; i < size; i++)
    for (let j = 0; j <= i; j++) {
      let sum = 0;
      for (let k = 0; k < size; k++) sum += total[i * size + k]! * total[j * size + k]! * variance[k]!;
      sigma[i * size + j] = sum;
      sigma[j * size + i] = sum;
    }
  return sigma;
}

/** Population coefficients of `target` on the regressors, in their order: Σ_RR⁻¹ Σ_Rt. */
export function populationOls(
  sigma: Float64Array,
  size: number,
  regressors: readonly number[],
  target: number,
): Float64Array {
  const k = regressors.length;
  const gram = Float64Array.from(
    { length: k * k },
    (_, i) => sigma[regressors[i % k]! * size + regressors[Math.floor(i / k)]!]!,
  );
  const b = Float64Array.from(regressors, (node) => sigma[node * size + target]!);
  if (!choleskyInPlace(gram, k)) throw new RangeError('the regressors are collinear');
  choleskySolve(gram, k, b);
  return b;
}

/** Effects of each treatment on the outcome in the model where treatments and held nodes are set from outside. */
export function effectsByIntervention(
  model: LinearModel,
  treatments: Mask,
  outcome: Mask,
  held: Mask,
): readonly number[] {
  const [target] = nodesOf(outcome);
  const total = totalEffects(model, union(treatments, held));
  return nodesOf(treatments).map((node) => total[target! * model.size + node]!);
}
