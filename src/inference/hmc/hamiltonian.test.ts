import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openStream, type Stream } from '../../core/random/stream.ts';
import { hamiltonianTrajectory } from './hamiltonian.ts';
import { denseMetric, unitMetric } from './metric.ts';
import type { LogDensity, Metric } from './types.ts';

const N = 3;

/** Not quadratic, so that the leapfrog is not secretly exact for something: −Σ(q²/2 + q⁴/20) − q₀q₁/3. */
const quartic: LogDensity = (q, gradient) => {
  let total = 0;
  for (let i = 0; i < q.length; i++) {
    total -= (q[i]! * q[i]!) / 2 + q[i]! ** 4 / 20;
    gradient[i] = -q[i]! - q[i]! ** 3 / 5;
  }
  gradient[0]! -= q[1]! / 3;
  gradient[1]! -= q[0]! / 3;
  return total - (q[0]! * q[1]!) / 3;
};

/** A stream whose normals are the given momenta. */
const momenta = (p: ArrayLike<number>): Stream => {
  let next = 0;
  return { ...openStream(['momenta']), normal: () => p[next++]! };
};

const metric = denseMetric([1, 0.3, 0, 0.3, 0.5, 0.1, 0, 0.1, 2], N)!;

/** Position, momentum and energy lost after `steps` leapfrog steps. */
function travel(
  from: ArrayLike<number>,
  p: ArrayLike<number>,
  stepSize: number,
  steps: number,
  direction: 1 | -1 = 1,
  density: LogDensity = quartic,
  by: Metric = metric,
) {
  const trajectory = hamiltonianTrajectory(density, from.length, 4, momenta(p));
  const { proposal, tally } = trajectory;
  proposal.q.set(Array.from(from));
  proposal.logDensity = density(proposal.q, proposal.gradient);
  trajectory.begin(by, stepSize);
  let alive = true;
  for (let k = 0; k < steps && alive; k++) alive = trajectory.extend(direction);
  trajectory.leaf(0);
  return { q: proposal.q.slice(), p: proposal.rho.slice(), lost: -proposal.logWeight, alive, tally };
}

const vector = fc.array(fc.double({ min: -1.5, max: 1.5, noNaN: true }), { minLength: N, maxLength: N });

test('there and back: reversed momentum leads to the start', () => {
  fc.assert(
    fc.property(vector, vector, fc.integer({ min: 1, max: 30 }), (q, p, steps) => {
      const there = travel(q, p, 0.1, steps);
      const back = travel(
        there.q,
        there.p.map((x) => -x),
        0.1,
        steps,
      );
      for (let i = 0; i < N; i++) {
        expect(back.q[i]).toBeCloseTo(q[i]!, 10);
        expect(back.p[i]).toBeCloseTo(-p[i]!, 10);
      }
    }),
  );
});

test('to the left is to the right with the momentum reversed', () => {
  fc.assert(
    fc.property(vector, vector, (q, p) => {
      const left = travel(q, p, 0.2, 5, -1);
      const right = travel(
        q,
        p.map((x) => -x),
        0.2,
        5,
        1,
      );
      for (let i = 0; i < N; i++) {
        expect(left.q[i]).toBeCloseTo(right.q[i]!, 12);
        expect(left.p[i]).toBeCloseTo(-right.p[i]!, 12);
      }
    }),
  );
});

test('the energy error at a fixed time falls with the square of the step', () => {
  const error = (stepSize: number) => travel([1, -0.7, 0.4], [0.5, 1.1, -0.9], stepSize, Math.round(1 / stepSize)).lost;
  for (const stepSize of [1 / 16, 1 / 32, 1 / 64]) expect(error(stepSize) / error(stepSize / 2)).toBeCloseTo(4, 1);
  expect(Math.abs(error(1 / 512))).toBeLessThan(1e-5);
});

test('phase space keeps its volume: the map of (q, p) has determinant 1', () => {
  const one: LogDensity = (q, gradient) => {
    gradient[0] = -q[0]! - q[0]! ** 3;
    return -(q[0]! ** 2) / 2 - q[0]! ** 4 / 4;
  };
  const map = (q: number, p: number) => {
    const end = travel([q], [p], 0.3, 4, 1, one, unitMetric('dense', 1));
    return [end.q[0]!, end.p[0]!] as const;
  };
  const h = 1e-5;
  const [a, b] = [map(0.4 + h, 1), map(0.4 - h, 1)];
  const [c, d] = [map(0.4, 1 + h), map(0.4, 1 - h)];
  const byQ = [a[0] - b[0], a[1] - b[1]].map((x) => x / (2 * h));
  const byP = [c[0] - d[0], c[1] - d[1]].map((x) => x / (2 * h));
  expect(byQ[0]! * byP[1]! - byQ[1]! * byP[0]!).toBeCloseTo(1, 7);
});

test('one step of a standard normal by hand', () => {
  const normal: LogDensity = (q, gradient) => {
    gradient[0] = -q[0]!;
    return -(q[0]! * q[0]!) / 2;
  };
  // p½ = 1 − .25·1 = .75, q = 1 + .5·.75 = 1.375, p = .75 − .25·1.375 = .40625
  const end = travel([1], [1], 0.5, 1, 1, normal, unitMetric('diagonal', 1));
  expect([end.q[0], end.p[0]]).toEqual([1.375, 0.40625]);
  expect(end.lost).toBeCloseTo((1.375 ** 2 + 0.40625 ** 2) / 2 - 1, 14);
  expect(end.tally).toMatchObject({ leapfrogs: 1, divergent: false, energy: 1 });
});

test('a step that is far too large, and a density that is no number, are divergences', () => {
  expect(travel([1, 1, 1], [1, 1, 1], 100, 1)).toMatchObject({ alive: false, tally: { divergent: true } });
  const hole: LogDensity = (q, gradient) => {
    gradient[0] = -q[0]!;
    return q[0]! > 1.2 ? Number.NaN : -(q[0]! * q[0]!) / 2;
  };
  const end = travel([1], [1], 0.5, 1, 1, hole, unitMetric('dense', 1));
  expect(end).toMatchObject({ alive: false, tally: { divergent: true, acceptance: 0 } });
});
