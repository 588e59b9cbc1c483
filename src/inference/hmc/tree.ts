/** The doubling of a NUTS trajectory, apart from what a trajectory is made of: state in, state out.
 *  Betancourt (2017), appendix A, with the checks across sub-trees that Stan added in 2.21. */

export type Direction = 1 | -1;

/** What the recursion asks of a trajectory. Trees live in numbered slots, so that growing one allocates nothing.
 *  `inner` is the tree nearer to where the trajectory started, `outer` the one grown after it in `direction`. */
export type Trajectory = {
  /** one step beyond the end on that side; false if it diverged */
  readonly extend: (direction: Direction) => boolean;
  /** the tree of the single node that `extend` just reached, written to `slot` */
  readonly leaf: (slot: number) => void;
  /** does the tree that `inner` and `outer` make together turn back on itself, or either half with its neighbour's edge? */
  readonly isTurning: (inner: number, outer: number, direction: Direction) => boolean;
  /** draws between the two proposals in proportion to their weights; the result stays with `inner` */
  readonly chooseByWeight: (inner: number, outer: number) => void;
  /** moves to the outer proposal with probability min(1, w_outer/w_inner): favours distance, keeps the target */
  readonly chooseOuter: (inner: number, outer: number) => void;
  /** adds weights and turn statistics of `outer` to `inner`; the result stays with `inner` */
  readonly join: (inner: number, outer: number, direction: Direction) => void;
};

/** Number of slots that a trajectory of at most `maxDepth` doublings needs. */
export const slotsFor = (maxDepth: number): number => maxDepth + 1;

/** Slot of the whole trajectory; sub-trees of depth d are grown into slots d + 1, d, …, 1. */
const WHOLE = 0;

/** Grows a tree of 2^depth nodes on one side into `slot`; false if it diverged or turned, and is to be thrown away. */
function grow(trajectory: Trajectory, depth: number, direction: Direction, slot: number): boolean {
  if (depth === 0) {
    if (!trajectory.extend(direction)) return false;
    trajectory.leaf(slot);
    return true;
  }
  const outer = slot + 1;
  if (!grow(trajectory, depth - 1, direction, slot)) return false;
  if (!grow(trajectory, depth - 1, direction, outer)) return false;
  if (trajectory.isTurning(slot, outer, direction)) return false;
  trajectory.chooseByWeight(slot, outer);
  trajectory.join(slot, outer, direction);
  return true;
}

/** Doubles the trajectory that starts with one node in slot 0 until it turns, diverges or reaches `maxDepth`.
 *  @param direction which side the doubling of a given depth goes to
 *  @returns the number of doublings tried; the proposal is the one of slot 0 */
export function doubleTrajectory(
  trajectory: Trajectory,
  maxDepth: number,
  direction: (depth: number) => Direction,
): number {
  for (let depth = 0; depth < maxDepth; depth++) {
    const side = direction(depth);
    if (!grow(trajectory, depth, side, WHOLE + 1)) return depth + 1;
    trajectory.chooseOuter(WHOLE, WHOLE + 1);
    const turning = trajectory.isTurning(WHOLE, WHOLE + 1, side);
    trajectory.join(WHOLE, WHOLE + 1, side);
    if (turning) return depth + 1;
  }
  return maxDepth;
}
