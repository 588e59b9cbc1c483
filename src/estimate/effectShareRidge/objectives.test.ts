import fc from 'fast-check';
import { expect, test } from 'vitest';
import { scalarScore, shareDistance } from './objectives.ts';

const positive = fc.double({ min: 0.01, max: 100, noNaN: true });
const pairs = fc.array(fc.tuple(positive, positive), { minLength: 2, maxLength: 6 });

test('the distance of shares by hand', () => {
  // effect shares .25, .75 against spend shares .5, .5: √(2·.25²)
  expect(shareDistance([1, 3], [10, 10])).toBeCloseTo(Math.sqrt(0.125), 15);
  expect(shareDistance([2, 6], [1, 3])).toBe(0);
  // a channel without effect beside one that has all of it
  expect(shareDistance([0, 1], [1, 0])).toBeCloseTo(Math.SQRT2, 15);
  expect(shareDistance([0, 0], [1, 2])).toBe(Math.SQRT2);
});

test('it knows neither the unit of effects nor that of money, and is at most √2', () => {
  fc.assert(
    fc.property(pairs, positive, (values, unit) => {
      const [effects, spends] = [values.map(([a]) => a), values.map(([, b]) => b)];
      const distance = shareDistance(effects, spends);
      expect(
        shareDistance(
          effects.map((e) => unit * e),
          spends,
        ),
      ).toBeCloseTo(distance, 10);
      expect(
        shareDistance(
          effects,
          spends.map((s) => unit * s),
        ),
      ).toBeCloseTo(distance, 10);
      expect(distance).toBeLessThanOrEqual(Math.SQRT2);
      // equal returns are the only way to 0
      expect(
        shareDistance(
          spends.map((s) => unit * s),
          spends,
        ),
      ).toBeLessThan(1e-12);
    }),
  );
});

test('the score: fit only, share only, and never better for who is worse on both', () => {
  const first = [0.1, 0.2, 0.3].map((nrmse) => ({ nrmse, rssd: 2 * nrmse }));
  expect(scalarScore(first, 0)({ nrmse: 0.1, rssd: 9 })).toBeCloseTo(0.5, 15);
  expect(scalarScore(first, 1)({ nrmse: 9, rssd: 0.1 })).toBeCloseTo(0.25, 15);
  expect(scalarScore(first, 0.5)({ nrmse: 0.2, rssd: 0.4 })).toBeCloseTo(Math.SQRT1_2, 15);
  fc.assert(
    fc.property(positive, positive, positive, positive, fc.double({ min: 0, max: 1, noNaN: true }), (a, b, c, d, w) => {
      const score = scalarScore(first, w);
      const worse = score({ nrmse: a + c, rssd: b + d });
      expect(worse).toBeGreaterThan(score({ nrmse: a, rssd: b }));
    }),
  );
});
