import type { Stream } from '../../core/random/stream.ts';
import { type HamiltonianTrajectory, hamiltonianTrajectory } from './hamiltonian.ts';
import type { TreeSlot } from './slot.ts';
import { doubleTrajectory } from './tree.ts';
import type { LogDensity, Metric, TransitionInfo } from './types.ts';

/** A NUTS transition kernel with its work space. `state` is the current point; `move` replaces it. */
export type Kernel = {
  readonly state: TreeSlot;
  /** one transition; `info` is overwritten by the next */
  readonly move: (metric: Metric, stepSize: number) => Readonly<TransitionInfo>;
};

/** No-U-turn sampler with multinomial weights and the generalized criterion: Hoffman & Gelman (2014), Betancourt (2017).
 *  @param n dimension
 *  @param maxDepth at most 2^maxDepth − 1 leapfrog steps a transition */
export function nutsKernel(density: LogDensity, n: number, maxDepth: number, stream: Stream): Kernel {
  const trajectory: HamiltonianTrajectory = hamiltonianTrajectory(density, n, maxDepth, stream);
  const info: TransitionInfo = { acceptance: 0, depth: 0, leapfrogs: 0, divergent: false, energy: 0 };
  const { tally } = trajectory;
  const side = () => (stream.next32() & 1 ? 1 : -1);
  const move = (metric: Metric, stepSize: number): TransitionInfo => {
    trajectory.begin(metric, stepSize);
    info.depth = doubleTrajectory(trajectory, maxDepth, side);
    info.acceptance = tally.acceptance / tally.leapfrogs;
    info.leapfrogs = tally.leapfrogs;
    info.divergent = tally.divergent;
    info.energy = tally.energy;
    return info;
  };
  return { state: trajectory.proposal, move };
}
