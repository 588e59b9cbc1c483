import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Direction, doubleTrajectory, type Trajectory } from './tree.ts';

/** A trajectory on the integers that carries the probability of every node as its proposal, so that the kernel is known
 *  exactly, without randomness (after the toy of DynamicHMC.jl). Tree: first and last node, weight, P(proposal = node). */
type ToyTree = { first: number; last: number; weight: number; proposal: Map<number, number> };

type Toy = {
  weight: (node: number) => number;
  diverges: (node: number) => boolean;
  /** of a whole interval: any rule will do, as long as it looks at nothing but the interval */
  turning: (first: number, last: number) => boolean;
};

function mix(a: Map<number, number>, b: Map<number, number>, share: number): Map<number, number> {
  const out = new Map<number, number>();
  for (const [node, p] of a) out.set(node, (out.get(node) ?? 0) + p * (1 - share));
  for (const [node, p] of b) out.set(node, (out.get(node) ?? 0) + p * share);
  return out;
}

/** P(start → j) given the sides that the doublings go to. */
function kernel(toy: Toy, start: number, sides: readonly Direction[]): Map<number, number> {
  const single = (node: number): ToyTree => ({
    first: node,
    last: node,
    weight: toy.weight(node),
    proposal: new Map([[node, 1]]),
  });
  const slots: ToyTree[] = [single(start)];
  let left = start;
  let right = start;
  let reached = start;
  const trajectory: Trajectory = {
    extend: (direction) => {
      reached = direction === 1 ? ++right : --left;
      return !toy.diverges(reached);
    },
    leaf: (slot) => {
      slots[slot] = single(reached);
    },
    isTurning: (inner, outer) => {
      const [a, b] = [slots[inner]!, slots[outer]!];
      // adjacent, whichever side the outer one is on
      expect(a.last + 1 === b.first || b.last + 1 === a.first).toBe(true);
      return toy.turning(Math.min(a.first, b.first), Math.max(a.last, b.last));
    },
    chooseByWeight: (inner, outer) => {
      const [a, b] = [slots[inner]!, slots[outer]!];
      a.proposal = mix(a.proposal, b.proposal, b.weight / (a.weight + b.weight));
    },
    chooseOuter: (inner, outer) => {
      const [a, b] = [slots[inner]!, slots[outer]!];
      a.proposal = mix(a.proposal, b.proposal, Math.min(1, b.weight / a.weight));
    },
    join: (inner, outer) => {
      const [a, b] = [slots[inner]!, slots[outer]!];
      a.weight += b.weight;
      a.first = Math.min(a.first, b.first);
      a.last = Math.max(a.last, b.last);
    },
  };
  doubleTrajectory(trajectory, sides.length, (depth) => sides[depth]!);
  return slots[0]!.proposal;
}

const allSides = (depth: number): Direction[][] =>
  Array.from({ length: 2 ** depth }, (_, bits) =>
    Array.from({ length: depth }, (_, k): Direction => ((bits >> k) & 1 ? 1 : -1)),
  );

/** The kernel averaged over all sides, which NUTS draws with probability ½ each. */
function transition(toy: Toy, start: number, maxDepth: number): Map<number, number> {
  const sides = allSides(maxDepth);
  let out = new Map<number, number>();
  sides.forEach((s, k) => {
    out = mix(out, kernel(toy, start, s), 1 / (k + 1));
  });
  return out;
}

/** A hash of an interval to [0, 1): an arbitrary but fixed U-turn rule. */
const hash = (seed: number, a: number, b: number): number =>
  (Math.imul(Math.imul(seed ^ (a + 1000), 0x9e3779b1) ^ (b + 2000), 0x85ebca6b) >>> 0) / 2 ** 32;

test('the doubling leaves any target invariant, whatever turns and diverges', () => {
  fc.assert(
    fc.property(
      fc.integer(),
      fc.double({ min: 0, max: 0.9, noNaN: true }),
      fc.double({ min: 0, max: 0.3, noNaN: true }),
      (seed, pTurn, pDiverge) => {
        const maxDepth = 3;
        // weights live on 0..7; outside every node diverges, so that the chain is finite
        const size = 8;
        const toy: Toy = {
          weight: (node) => 0.05 + hash(seed, node, node),
          diverges: (node) => node < 0 || node >= size || hash(seed ^ 77, node, -node) < pDiverge,
          turning: (first, last) => hash(seed ^ 12345, first, last) < pTurn,
        };
        // a divergent node can never be entered, so the target lives on the others
        const nodes = Array.from({ length: size }, (_, k) => k).filter((k) => !toy.diverges(k));
        const after = new Map<number, number>();
        for (const node of nodes) {
          const weight = toy.weight(node);
          for (const [to, p] of transition(toy, node, maxDepth)) after.set(to, (after.get(to) ?? 0) + weight * p);
        }
        for (const node of nodes) expect(after.get(node) ?? 0).toBeCloseTo(toy.weight(node), 12);
      },
    ),
    { numRuns: 200 },
  );
});

test('without turns or divergences two doublings reach exactly the aligned quartets', () => {
  const flat: Toy = { weight: () => 1, diverges: () => false, turning: () => false };
  // first doubling always moves to the outer node (equal weights), second to the outer pair
  expect([...kernel(flat, 0, [1, 1])].filter(([, p]) => p > 0)).toEqual([
    [2, 0.5],
    [3, 0.5],
  ]);
  expect([...kernel(flat, 0, [1, -1])].filter(([, p]) => p > 0)).toEqual([
    [-1, 0.5],
    [-2, 0.5],
  ]);
});

test('a sub-tree that turns or diverges is thrown away whole', () => {
  const base: Toy = { weight: () => 1, diverges: () => false, turning: () => false };
  // node 3 diverges: the second doubling to the right (nodes 2, 3) is lost with it
  const diverging = kernel({ ...base, diverges: (node) => node === 3 }, 0, [1, 1]);
  expect([...diverging].filter(([, p]) => p > 0)).toEqual([[1, 1]]);
  // the pair (2, 3) turns on itself
  const turning = kernel({ ...base, turning: (a, b) => a === 2 && b === 3 }, 0, [1, 1]);
  expect([...turning].filter(([, p]) => p > 0)).toEqual([[1, 1]]);
  // the whole turns: the tree is kept, the doubling stops
  const whole = kernel({ ...base, turning: (a, b) => a === 0 && b === 1 }, 0, [1, 1]);
  expect([...whole].filter(([, p]) => p > 0)).toEqual([[1, 1]]);
});
