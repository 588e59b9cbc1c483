import { expect, test } from 'vitest';
import { cos } from '../../core/math.ts';
import { openStream } from '../../core/random/stream.ts';
import { differentialEvolution, type Member } from './differentialEvolution.ts';

const start = (n: number, costOf: (point: Float64Array) => number, key: string): Member[] => {
  const stream = openStream(['differential evolution', key]);
  return Array.from({ length: 30 }, () => {
    const point = Float64Array.from({ length: n }, () => stream.uniform());
    return { point, cost: costOf(point) };
  });
};
const least = (members: readonly Member[]) => Math.min(...members.map(({ cost }) => cost));

// minima known in closed form: 0 at .3 throughout, and at the corner that the cube cuts off
const sphere = (x: Float64Array) => x.reduce((sum, v) => sum + (v - 0.3) * (v - 0.3), 0);
const rastrigin = (x: Float64Array) =>
  x.reduce((sum, v) => {
    const u = 10.24 * (v - 0.3);
    return sum + u * u - 10 * cos(2 * Math.PI * u) + 10;
  }, 0);

test('finds the minimum of a bowl in ten dimensions', () => {
  const members = start(10, sphere, 'bowl');
  expect(least(members)).toBeGreaterThan(0.1);
  expect(least(differentialEvolution(members, 6000, openStream(['de', 'bowl']), sphere))).toBeLessThan(1e-6);
});

test('and the deepest dent of a bowl full of them, Rastrigin in four: all others end at 1 or more', () => {
  const members = start(4, rastrigin, 'dents');
  expect(least(members)).toBeGreaterThan(5);
  expect(least(differentialEvolution(members, 8000, openStream(['de', 'dents']), rastrigin))).toBeLessThan(0.9);
});

test('a minimum outside of the cube ends on its face', () => {
  const outside = (x: Float64Array) => (x[0]! - 2) * (x[0]! - 2) + x[1]! * x[1]!;
  const found = differentialEvolution(start(2, outside, 'face'), 2000, openStream(['de', 'face']), outside);
  expect(least(found)).toBeCloseTo(1, 9);
});

test('no member gets worse, trials are counted, the input stays, and the same stream gives the same bits', () => {
  const members = start(5, sphere, 'laws');
  const before = JSON.stringify(members);
  let calls = 0;
  const run = () =>
    differentialEvolution(members, 100, openStream(['de', 'laws']), (point) => {
      calls += 1;
      return sphere(point);
    });
  const found = run();
  expect(calls).toBe(100);
  found.forEach(({ point, cost }, i) => {
    expect(cost).toBeLessThanOrEqual(members[i]!.cost);
    expect(sphere(point)).toBe(cost);
  });
  expect(run()).toEqual(found);
  expect(JSON.stringify(members)).toBe(before);
  expect(() => differentialEvolution(members.slice(0, 2), 1, openStream(['de']), sphere)).toThrow(RangeError);
});
