import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mean, sd } from '../core/stats.ts';
import { decompose, shrinkage } from './decomposition.ts';

const number = fc.double({ min: -1e3, max: 1e3, noNaN: true });
const none = Array<number>(9).fill(Number.NaN);
const column = (n: number) => fc.array(fc.option(number, { nil: Number.NaN }), { minLength: n, maxLength: n });

test('the parts add up to the bias, on the replicates that all three fits answered', () => {
  fc.assert(
    fc.property(column(9), column(9), column(9), (own, flat, longest) => {
      const found = decompose(Float64Array.from(own), Float64Array.from(flat), Float64Array.from(longest));
      const whole = own.flatMap((e, i) => (Number.isNaN(e + flat[i]! + longest[i]!) ? [] : [e]));
      expect(found.n).toBe(whole.length);
      if (found.n === 0) {
        expect(found.total).toEqual({ value: null, mcse: null });
        return;
      }
      const sum = found.asymptotic.value! + found.finiteSample.value! + found.prior.value!;
      expect(found.total.value).toBeCloseTo(mean(whole), 9);
      expect(sum).toBeCloseTo(found.total.value!, 8);
    }),
    { examples: [[none, none, none]] },
  );
});

test('replicates are paired: what the series share is no error of the parts', () => {
  const shared = Float64Array.from([5, -7, 9, 1]);
  const { finiteSample, prior, asymptotic } = decompose(
    shared.map((e) => e + 3),
    shared.map((e) => e + 1),
    shared,
  );
  expect(prior).toEqual({ value: 2, mcse: 0 });
  expect(finiteSample).toEqual({ value: 1, mcse: 0 });
  expect(asymptotic.mcse).toBeCloseTo(sd(shared) / 2, 12);
});

test('one replicate has no standard error', () => {
  expect(decompose(Float64Array.of(3), Float64Array.of(1), Float64Array.of(1)).prior).toEqual({ value: 2, mcse: null });
});

test('shrinkage is how far the normal posterior mean is from the estimate', () => {
  fc.assert(
    fc.property(
      number,
      number,
      fc.double({ min: 0.1, max: 9, noNaN: true }),
      fc.double({ min: 0.1, max: 9, noNaN: true }),
      (center, x, s, tau) => {
        const posterior = (x / (s * s) + center / (tau * tau)) / (1 / (s * s) + 1 / (tau * tau));
        expect(x + shrinkage(center, x, s, tau)).toBeCloseTo(posterior, 6);
      },
    ),
  );
});
