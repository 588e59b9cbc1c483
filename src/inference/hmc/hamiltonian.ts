import { exp, logAddExp } from '../../core/math.ts';
import type { Stream } from '../../core/random/stream.ts';

import { pullBackGradient, toPosition } from './metric.ts';
import { newTreeSlot, type TreeSlot, turns } from './slot.ts';
import { type Direction, slotsFor, type Trajectory } from './tree.ts';
import type { LogDensity, Metric } from './types.ts';

/** An energy error beyond this is a divergence. Stan's value; commonly used, yet arbitrary. */
const MAX_ENERGY_ERROR = 1000;

/** One edge of the trajectory, where it is extended: whitened position and momentum, and the gradient in z. */
type Edge = { readonly z: Float64Array; readonly p: Float64Array; readonly gz: Float64Array };

const newEdge = (n: number): Edge => ({ z: new Float64Array(n), p: new Float64Array(n), gz: new Float64Array(n) });

function moveEdge(to: Edge, from: Edge): void {
  to.z.set(from.z);
  to.p.set(from.p);
  to.gz.set(from.gz);
}

function kinetic(p: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < p.length; i++) sum += p[i]! * p[i]!;
  return sum / 2;
}

/** A trajectory that simulates Hamiltonian dynamics by leapfrog steps in coordinates whitened by the metric
 *  (q = q₀ + F·z, so the momentum is standard normal and the U-turn criterion a plain dot product). */
export type HamiltonianTrajectory = Trajectory & {
  /** starts at slot 0 with a fresh momentum; `proposal` must hold the start */
  readonly begin: (metric: Metric, stepSize: number) => void;
  /** the tree of slot 0: before `begin` the start, after the doubling the proposal */
  readonly proposal: TreeSlot;
  /** leapfrog steps so far, Σ min(1, e^−error), whether one diverged, energy at the start */
  readonly tally: { leapfrogs: number; acceptance: number; divergent: boolean; energy: number };
};

export function hamiltonianTrajectory(
  density: LogDensity,
  n: number,
  maxDepth: number,
  stream: Stream,
): HamiltonianTrajectory {
  // everything is allocated here, once a chain: a gradient costs microseconds, and so would the garbage
  const slots = Array.from({ length: slotsFor(maxDepth) }, () => newTreeSlot(n));
  const start = new Float64Array(n);
  const q = new Float64Array(n);
  const gradient = new Float64Array(n);
  const left = newEdge(n);
  const right = newEdge(n);
  const tally = { leapfrogs: 0, acceptance: 0, divergent: false, energy: 0 };
  let metric: Metric;
  let stepSize = 0;
  let edge = right;
  let logDensity = 0;
  let logWeight = 0;

  const begin = (withMetric: Metric, withStepSize: number): void => {
    metric = withMetric;
    stepSize = withStepSize;
    const whole = slots[0]!;
    start.set(whole.q);
    right.z.fill(0);
    for (let i = 0; i < n; i++) right.p[i] = stream.normal();
    pullBackGradient(metric, whole.gradient, right.gz);
    moveEdge(left, right);
    whole.logWeight = 0;
    whole.rho.set(right.p);
    whole.left.set(right.p);
    whole.right.set(right.p);
    tally.leapfrogs = 0;
    tally.acceptance = 0;
    tally.divergent = false;
    tally.energy = kinetic(right.p) - whole.logDensity;
  };

  const extend = (direction: Direction): boolean => {
    edge = direction === 1 ? right : left;
    const { z, p, gz } = edge;
    const step = direction * stepSize;
    for (let i = 0; i < n; i++) {
      p[i]! += (step / 2) * gz[i]!;
      z[i]! += step * p[i]!;
    }
    toPosition(metric, start, z, q);
    logDensity = density(q, gradient);
    pullBackGradient(metric, gradient, gz);
    for (let i = 0; i < n; i++) p[i]! += (step / 2) * gz[i]!;
    logWeight = tally.energy - (kinetic(p) - logDensity);
    tally.leapfrogs += 1;
    // written so that NaN and ∞, from a density or gradient that is not finite, are divergences too: a chain that once
    // accepts a density of ∞ stays there
    if (!(logWeight >= -MAX_ENERGY_ERROR && logWeight < Number.POSITIVE_INFINITY)) {
      tally.divergent = true;
      return false;
    }
    tally.acceptance += logWeight > 0 ? 1 : exp(logWeight);
    return true;
  };

  const leaf = (slot: number): void => {
    const tree = slots[slot]!;
    tree.q.set(q);
    tree.gradient.set(gradient);
    tree.logDensity = logDensity;
    tree.logWeight = logWeight;
    tree.rho.set(edge.p);
    tree.left.set(edge.p);
    tree.right.set(edge.p);
  };

  const isTurning = (inner: number, outer: number, direction: Direction): boolean => {
    const a = slots[direction === 1 ? inner : outer]!;
    const b = slots[direction === 1 ? outer : inner]!;
    return (
      turns(a.left, b.right, a.rho, b.rho) ||
      turns(a.left, b.left, a.rho, b.left) ||
      turns(a.right, b.right, a.right, b.rho)
    );
  };

  const accept = (inner: number, outer: number): void => {
    const to = slots[inner]!;
    const from = slots[outer]!;
    to.q.set(from.q);
    to.gradient.set(from.gradient);
    to.logDensity = from.logDensity;
  };

  const chooseByWeight = (inner: number, outer: number): void => {
    const a = slots[inner]!.logWeight;
    const b = slots[outer]!.logWeight;
    if (stream.uniform() < exp(b - logAddExp(a, b))) accept(inner, outer);
  };

  const chooseOuter = (inner: number, outer: number): void => {
    const gain = slots[outer]!.logWeight - slots[inner]!.logWeight;
    if (gain >= 0 || stream.uniform() < exp(gain)) accept(inner, outer);
  };

  const join = (inner: number, outer: number, direction: Direction): void => {
    const to = slots[inner]!;
    const from = slots[outer]!;
    to.logWeight = logAddExp(to.logWeight, from.logWeight);
    for (let i = 0; i < n; i++) to.rho[i]! += from.rho[i]!;
    if (direction === 1) to.right.set(from.right);
    else to.left.set(from.left);
  };

  return { begin, proposal: slots[0]!, tally, extend, leaf, isTurning, chooseByWeight, chooseOuter, join };
}
