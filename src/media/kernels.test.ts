import fc from 'fast-check';
import { expect, test } from 'vitest';
import { adstockWeightGradients, adstockWeights, applyAdstock } from './adstock.ts';
import { adstocks, saturations } from './registry.ts';
import type { Adstock, CurveParameter, Saturation } from './types.ts';

/** Contract tests of the optional fast kernels: each must be its curve's own definition, computed another way. */

const inside = ({ lower, upper }: CurveParameter) =>
  fc.double({ min: lower + 0.001, max: upper === Infinity ? lower + 6 : upper - 0.001, noNaN: true });
const series = (least: number) =>
  fc.array(fc.oneof(fc.constant(0), fc.double({ min: 0, max: 10, noNaN: true })), { minLength: least, maxLength: 40 });
const largest = (values: ArrayLike<number>) => Array.from(values).reduce((a, b) => Math.max(a, Math.abs(b)), 1);

for (const curve of Object.values<Saturation>(saturations)) {
  const kernel = curve.gradientInto;
  if (kernel === undefined) continue;
  test(`saturation ${curve.id}: the series kernel is the gradient, value by value`, () => {
    fc.assert(
      fc.property(series(1), fc.tuple(...curve.parameters.map(inside)), (values, p) => {
        const x = Float64Array.from(values);
        const room = () => new Float64Array(x.length);
        const out = { value: room(), byInput: room(), byParameter: p.map(room) };
        kernel(x, p, out);
        const one = new Float64Array(2 + p.length);
        x.forEach((xi, i) => {
          curve.gradient(xi, p, one);
          expect(Math.abs(out.value[i]! - one[0]!)).toBeLessThan(1e-13);
          const scale = 1e-12 * largest(one);
          expect(Math.abs(out.byInput[i]! - one[1]!)).toBeLessThanOrEqual(scale);
          for (let j = 0; j < p.length; j++) {
            expect(Math.abs(out.byParameter[j]![i]! - one[2 + j]!)).toBeLessThanOrEqual(scale);
          }
        });
      }),
    );
  });
}

for (const curve of Object.values<Adstock>(adstocks)) {
  const kernel = curve.carry;
  if (kernel === undefined) continue;
  test(`adstock ${curve.id}: the recursion is the convolution, and so are its derivatives`, () => {
    fc.assert(
      fc.property(
        series(5),
        fc.tuple(...curve.parameters.map(inside)),
        fc.integer({ min: 1, max: 14 }),
        fc.boolean(),
        fc.integer({ min: 0, max: 4 }),
        (values, parameters, maxLag, normalize, history) => {
          const x = Float64Array.from(values);
          const spec = { curve: curve.id, parameters, maxLag, normalize };
          const out = new Float64Array(x.length - history);
          const byParameter = parameters.map(() => new Float64Array(out.length));
          kernel(x, parameters, maxLag, normalize, out, byParameter);
          const convolved = [adstockWeights(spec), ...adstockWeightGradients(spec)].map((weights) =>
            applyAdstock(x, weights).subarray(history),
          );
          [out, ...byParameter].forEach((got, k) => {
            got.forEach((value, t) => {
              expect(Math.abs(value - convolved[k]![t]!)).toBeLessThan(1e-10 * largest(convolved[k]!));
            });
          });
          expect(out.every((value) => value >= 0)).toBe(true);
        },
      ),
    );
  });
}
