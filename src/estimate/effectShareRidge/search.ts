import type { Stream } from '../../core/random/stream.ts';
import { differentialEvolution, type Member } from '../../inference/optimise/differentialEvolution.ts';
import type { Candidate } from './candidates.ts';
import { type Objectives, scalarScore } from './objectives.ts';

/** Random candidates that the search starts from: nevergrad's, where the budget is large enough to leave two thirds for the rest. */
const population = 30;

/** Tries `budget` candidates: random ones first, then differential evolution on their score.
 *  @returns the best `count`, best first; of equals the earlier */
export function bestCandidates(
  dimension: number,
  evaluate: (point: Float64Array) => Candidate,
  options: { readonly budget: number; readonly count: number; readonly weight: number; readonly stream: Stream },
): readonly Candidate[] {
  const { budget, count, weight, stream } = options;
  // points are kept, not fits: three hundred designs are megabytes, and the chosen few are quickly fitted again
  const first = Array.from({ length: Math.min(population, Math.floor(budget / 3)) }, () =>
    Float64Array.from({ length: dimension }, () => stream.uniform()),
  );
  const objectives = first.map((point): Objectives => {
    const { nrmse, rssd } = evaluate(point);
    return { nrmse, rssd };
  });
  const score = scalarScore(objectives, weight);
  const tried = first.map((point, i): Member => ({ point, cost: score(objectives[i]!) }));
  differentialEvolution(tried.slice(), budget - first.length, stream, (point) => {
    const cost = score(evaluate(point));
    tried.push({ point, cost });
    return cost;
  });
  const order = tried.map((_, i) => i).sort((a, b) => tried[a]!.cost - tried[b]!.cost || a - b);
  return order.slice(0, count).map((i) => evaluate(tried[i]!.point));
}
