import { replicateCost } from '../plan/cost.ts';
import { type Plan, runsIn } from '../plan/types.ts';

/** Cost units a second of one core: half a million simulated periods take about 3.3 s on the machine that the weights of
 *  cost.ts were timed on. Rough, as they are. */
const COST_A_SECOND = 150_000;
/** A task starts in a second or two of scheduling and loading; 30 s of work keep that below a tenth. */
const LEAST_SECONDS = 30;
/** Tasks of longer than 30 s make no study slower until there are more cores than this; a cluster's own limit of an
 *  array is most often 1001. */
const MOST_TASKS = 1000;
/** Of the time limit: estimates may be off by as much the other way before a task has to be submitted twice. */
const SHARE_OF_LIMIT = 1 / 4;

/** Estimated seconds of one core for a whole plan, by the plan's formula. */
export function estimatedSeconds(plan: Plan): number {
  const costs = plan.cells.map((cell, c) =>
    replicateCost(
      cell,
      plan.arms.filter((_, a) => runsIn(plan, c, a)),
    ),
  );
  return (plan.replicates * costs.reduce((sum, cost) => sum + cost, 0)) / COST_A_SECOND;
}

/** How many shards a plan is cut into: each of 30 s at least; at most 1000, unless they would then fill more than a
 *  quarter of the time limit; never more than there are datasets.
 *  @param minutes time limit of a task */
export function shardCount(plan: Plan, minutes: number): number {
  const seconds = estimatedSeconds(plan);
  const withinLimit = Math.ceil(seconds / (60 * minutes * SHARE_OF_LIMIT));
  const wanted = Math.min(Math.floor(seconds / LEAST_SECONDS), Math.max(MOST_TASKS, withinLimit));
  return Math.max(1, Math.min(wanted, plan.cells.length * plan.replicates));
}
