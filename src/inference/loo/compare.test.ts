import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareElpd, elpdDifference, toldApart } from './compare.ts';
import { badObservations, withBetter } from './exact.ts';
import { psisLoo } from './psis.ts';

/** Twelve observations of three models, by a rule that R can follow. */
const index = Array.from({ length: 12 }, (_, i) => i + 1);
const a = Float64Array.from(index, (i) => -1 - ((i * 7) % 5) / 10);
const b = Float64Array.from(index, (i) => a[i - 1]! - ((i * 3) % 4) / 8);
const c = Float64Array.from(index, (i) => a[i - 1]! - 0.1 + (((i * 5) % 3) - 1) / 4);

test('differences to the best and their paired errors are those of loo_compare (R loo 2.5.1)', () => {
  // loo_compare(list(b, c, a)) on objects with these pointwise elpd: a 0 (0), c −1.20 (0.738548945875996), b −2.25 (0.505649896847432)
  const expected = [
    [2, 0, 0],
    [1, -1.2, 0.738548945875996],
    [0, -2.25, 0.505649896847432],
  ] as const;
  compareElpd([b, c, a]).forEach(({ index: model, difference }, place) => {
    expect(model).toBe(expected[place]![0]);
    expect(difference.value).toBeCloseTo(expected[place]![1], 12);
    expect(difference.se).toBeCloseTo(expected[place]![2], 12);
  });
});

test('the order given does not matter but for ties, and an offset common to all models changes no difference', () => {
  const elpd = fc.double({ min: -1e3, max: 1e3, noNaN: true });
  const models = fc.array(fc.array(elpd, { minLength: 5, maxLength: 5 }), { minLength: 2, maxLength: 5 });
  fc.assert(
    fc.property(models, elpd, (rows, offset) => {
      const pointwise = rows.map((row) => Float64Array.from(row));
      const standings = compareElpd(pointwise);
      expect(standings[0]!.difference).toEqual({ value: 0, se: 0 });
      standings.forEach(({ difference }, i) => {
        expect(difference.value).toBeLessThanOrEqual(i === 0 ? 0 : standings[i - 1]!.difference.value + 1e-9);
      });
      const shifted = compareElpd(pointwise.map((row) => row.map((value) => value + offset)));
      const sizes = (of: typeof standings) => of.map(({ difference }) => difference.value).sort((x, y) => x - y);
      const unshifted = sizes(standings);
      for (const [i, value] of sizes(shifted).entries()) expect(value).toBeCloseTo(unshifted[i]!, 6);
    }),
  );
});

test('models are told apart by 4 and by 2 standard errors, not by one of the two', () => {
  expect(toldApart({ value: -4, se: 2 })).toBe(true);
  expect(toldApart({ value: -3.99, se: 0.1 })).toBe(false);
  expect(toldApart({ value: 40, se: 20.1 })).toBe(false);
  expect(toldApart({ value: -40, se: Number.NaN })).toBe(false);
  expect(toldApart(elpdDifference(a, a))).toBe(false);
});

test('a better elpd takes the place of an observation’s, and what it adds to elpd it takes from p_loo', () => {
  const draws = Array.from({ length: 4 }, (_, i) =>
    Float64Array.from({ length: 200 }, (_, s) => -1 - 0.1 * ((s * (i + 7)) % 13)),
  );
  const loo = psisLoo(draws);
  const better = withBetter(loo, new Map([[2, { elpd: -9, paretoK: 0.1 }]]));
  expect(better.pointwise[2]).toBe(-9);
  expect(better.elpd.value).toBeCloseTo(loo.elpd.value - loo.pointwise[2]! - 9, 12);
  expect(better.elpd.value + better.parameters.value).toBeCloseTo(loo.elpd.value + loo.parameters.value, 12);
  expect(better.paretoK[2]).toBe(0.1);
  expect(withBetter(loo, new Map())).toEqual(loo);
});

test('bad observations come the worst first; a tail that could not be fitted is the worst', () => {
  const loo = psisLoo([Float64Array.from({ length: 100 }, (_, s) => -s / 50)]);
  const paretoK = Float64Array.from([0.1, 0.9, Infinity, 0.5, Infinity, loo.kThreshold]);
  expect(badObservations({ ...loo, paretoK })).toEqual([2, 4, 1]);
});
