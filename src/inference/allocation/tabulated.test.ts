import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pow } from '../../core/math.ts';
import { tabulated } from './tabulated.ts';

// sixty-fourths: numbers so small that their products vanish are no money
const finite = (min: number, max: number) =>
  fc.integer({ min: Math.ceil(64 * min), max: Math.floor(64 * max) }).map((x) => x / 64);
/** ascending amounts from 0 with steps between .1 and 2, and steps of the values */
const tables = (steps: fc.Arbitrary<number>) =>
  fc.array(fc.tuple(finite(0.1, 2), steps), { minLength: 1, maxLength: 12 }).map((rows) => {
    const [xs, ys] = [[0], [0]];
    for (const [width, rise] of rows) {
      xs.push(xs.at(-1)! + width);
      ys.push(ys.at(-1)! + rise * width);
    }
    return { xs, ys };
  });
const along = (xs: readonly number[], n = 400) => Array.from({ length: n + 1 }, (_, i) => xs.at(-1)! * (i / n));

test('it goes through the table, and its slope is its derivative', () => {
  fc.assert(
    fc.property(tables(finite(-3, 3)), ({ xs, ys }) => {
      const { at, slope } = tabulated(xs, ys);
      xs.forEach((x, i) => {
        expect(at(x)).toBeCloseTo(ys[i]!, 10);
      });
      const h = 1e-5;
      for (const x of along(xs, 20).slice(1, -1)) {
        expect(Math.abs((at(x + h) - at(x - h)) / (2 * h) - slope(x))).toBeLessThan(0.02);
      }
    }),
  );
});

test('it rises where the table rises, and never leaves the two values it runs between', () => {
  fc.assert(
    fc.property(tables(finite(-3, 3)), ({ xs, ys }) => {
      const { at, slope } = tabulated(xs, ys);
      for (const x of along(xs)) {
        const i = Math.max(
          1,
          xs.findIndex((knot) => knot >= x),
        );
        const [low, high] = [Math.min(ys[i - 1]!, ys[i]!), Math.max(ys[i - 1]!, ys[i]!)];
        expect(at(x)).toBeGreaterThan(low - 1e-9);
        expect(at(x)).toBeLessThan(high + 1e-9);
        expect(slope(x) * Math.sign(ys[i]! - ys[i - 1]!)).toBeGreaterThan(-1e-9);
      }
    }),
  );
});

test('it bends down all along where the table does, and says so', () => {
  const falling = fc.array(fc.tuple(finite(0.1, 2), finite(1 / 64, 1)), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(falling, finite(-2, 5), (rows, steepest) => {
      const [xs, ys] = [[0], [0]];
      let slopeNow = steepest;
      for (const [width, drop] of rows) {
        xs.push(xs.at(-1)! + width);
        ys.push(ys.at(-1)! + slopeNow * width);
        slopeNow -= drop;
      }
      const curve = tabulated(xs, ys);
      expect(curve.concave).toBe(true);
      let before = Number.POSITIVE_INFINITY;
      for (const x of along(xs)) {
        expect(curve.slope(x)).toBeLessThan(before + 1e-7);
        before = curve.slope(x);
      }
    }),
  );
});

test('an S, a valley and a rise after a fall are not called concave; rounding is not a bend', () => {
  expect(tabulated([0, 1, 2, 3], [0, 1, 4, 5]).concave).toBe(false);
  expect(tabulated([0, 1, 2], [1, 0, 1]).concave).toBe(false);
  expect(tabulated([0, 1, 2, 3], [0, 2, 1, 1.5]).concave).toBe(false);
  expect(tabulated([0, 1, 2, 3], [0, 0.1, 0.1 + 0.1, 0.1 * 3]).concave).toBe(true);
  expect(tabulated([0, 2], [3, 3]).concave).toBe(true);
  // two lines with a corner: no smooth curve through them bends down only
  expect(tabulated([0, 1, 2, 3, 4], [0, 2, 4, 5, 6]).concave).toBe(false);
});

test('parabolas and lines are met exactly', () => {
  const xs = [0, 0.5, 1, 1.5, 2];
  const line = tabulated(
    xs,
    xs.map((x) => 3 * x - 1),
  );
  const half = tabulated([0, 4], [0, 2]);
  for (const x of along(xs, 50)) {
    expect(line.at(x)).toBeCloseTo(3 * x - 1, 12);
    expect(line.slope(x)).toBeCloseTo(3, 12);
    expect(half.at(x)).toBeCloseTo(x / 2, 12);
  }
});

test('on response curves the error falls with the square of the step or faster', () => {
  // Hill, .5 of it at 1: concave at shape 1, an S at 3; over 0 to 4, as `fit` tabulates
  for (const shape of [1, 3]) {
    const hill = (x: number) => (x > 0 ? 1 / (1 + pow(x, -shape)) : 0);
    const worst = (steps: number) => {
      const xs = Array.from({ length: steps + 1 }, (_, i) => (4 * i) / steps);
      const { at } = tabulated(xs, xs.map(hill));
      return Math.max(...along(xs, 997).map((x) => Math.abs(at(x) - hill(x))));
    };
    expect(worst(40) / worst(20)).toBeLessThan(0.3);
    expect(worst(40)).toBeLessThan(0.002);
  }
});

test('beyond its table, and of what is none, it says nothing', () => {
  const { at, slope } = tabulated([1, 2], [3, 4]);
  expect(() => at(0.5)).toThrow('a curve known from 1 to 2 was asked at 0.5');
  expect(() => slope(Number.NaN)).toThrow('NaN');
  expect(() => tabulated([1], [3])).toThrow('1 amounts');
  expect(() => tabulated([1, 1], [3, 4])).toThrow('ascending');
  expect(() => tabulated([1, 2], [3, Number.NaN])).toThrow('finite');
});
