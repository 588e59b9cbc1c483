import { expect, test } from 'vitest';
import { chainOf, hasFailures, openSides, type Sides, sizeOf, underPolicy } from './sides.ts';
import type { ComparedArm, ComparedRow } from './types.ts';

/** The point of each replicate; null where the fit failed. */
const arm = (name: string, points: readonly (number | null)[], others: Partial<ComparedArm> = {}): ComparedArm => {
  const rows = points.map(
    (point, replicate): ComparedRow => ({
      ...{ replicate, digest: `d${replicate}`, status: point === null ? 'error' : 'ok', truth: [0] },
      effects: [point === null ? null : { point, se: null, intervals: [] }],
      decision: null,
    }),
  );
  return { cell: 'clean', arm: name, questions: [{ channel: 'tv', estimand: 'roas' }], rows: () => rows, ...others };
};
const open = (a: ComparedArm, b: ComparedArm): Sides => openSides({ a, b }, [], false);
const points = (sides: Sides) =>
  [sides.a, sides.b].map(([table]) => [...table!.point].map((point, i) => (table!.ok[i] === 1 ? point : null)));

test('paired rows are those of both, and a failure in either is one', () => {
  const sides = open(arm('ols', [1, 2, 3]), arm('ols', [1, 2]));
  expect([sizeOf(sides), sides.left, sides.likeness!.identical, hasFailures(sides)]).toEqual([2, 1, true, false]);
  expect(hasFailures(open(arm('ols', [1, null]), arm('ols', [1, 2])))).toBe(true);
  expect(hasFailures(open(arm('ols', [1, 2]), arm('ols', [1, null])))).toBe(true);
});

test('independent runs keep all of their rows, and count as many as the smaller', () => {
  const other = arm('ols', [5, 6]);
  const renamed = [...other.rows()].map((row) => ({ ...row, digest: `other ${row.replicate}` }));
  const sides = openSides({ a: arm('ols', [1, 2, 3]), b: { ...other, rows: () => renamed } }, [], true);
  expect([sizeOf(sides), sides.left, sides.likeness]).toEqual([2, 0, null]);
  expect(points(sides)).toEqual([
    [1, 2, 3],
    [5, 6],
  ]);
});

test('an arm falls back to the arms that it names, in its own cell, in the order given', () => {
  const own = open(
    arm('ols', [1, null, null], { fallback: ['second', 'third', 'unknown'] }),
    arm('ols', [null, 2, 3], { fallback: ['third'] }),
  );
  const elsewhere = open(arm('second', [7, 7, 7], { cell: 'noisy' }), arm('second', [7, 7, 7], { cell: 'noisy' }));
  const second = open(arm('second', [10, 20, null]), arm('second', [11, 21, 31]));
  const third = open(arm('third', [100, 200, 300]), arm('third', [101, 201, 301]));
  const all = [elsewhere, third, own, second];
  expect(chainOf(own, 'a', all)).toEqual([second, third]);
  expect(chainOf(own, 'b', all)).toEqual([third]);
  expect(chainOf(third, 'a', all)).toEqual([]);
  expect(points(underPolicy('fallback', own, all))).toEqual([
    [1, 20, 300],
    [101, 2, 3],
  ]);
  expect(points(underPolicy('as-analyzed', own, all))).toEqual(points(own));
  expect(points(underPolicy('strict', own, all))).toEqual(points(own));
});

test('complete cases are those of all arms of the version in the cell, not in other cells', () => {
  const own = open(arm('ols', [1, 2, 3]), arm('ols', [4, 5, 6]));
  const other = open(arm('other', [1, null, 1]), arm('other', [null, 1, 1]));
  const elsewhere = open(arm('ols', [1, 1, null], { cell: 'noisy' }), arm('ols', [1, 1, null], { cell: 'noisy' }));
  expect(points(underPolicy('complete-case', own, [own, elsewhere, other]))).toEqual([
    [1, null, 3],
    [null, 5, 6],
  ]);
});
