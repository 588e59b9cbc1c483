import fc from 'fast-check';
import { expect, test } from 'vitest';
import { adstockWeightGradients, adstockWeights, applyAdstock } from './adstock.ts';
import { adstocks, saturations } from './registry.ts';
import type { Adstock, AdstockSpec, CurveParameter, Saturation } from './types.ts';

/** Contract tests: every law that any registered curve must obey. A new curve is tested by its registry line. */

/** Inside the bounds, away from open ends and from where a central difference would leave the bounds. */
const inside = ({ lower, upper, open }: CurveParameter) =>
  fc.double({
    min: lower + (open === 'lower' || open === 'both' ? 0.05 : 0.001),
    max: upper === Infinity ? lower + 6 : upper - 0.05,
    noNaN: true,
  });
const numbers = (parameters: readonly CurveParameter[]) => fc.tuple(...parameters.map(inside));
const spendOf = (length: number) =>
  fc.array(fc.double({ min: 0, max: 100, noNaN: true }), { minLength: length, maxLength: length });
const nudged = (p: readonly number[], j: number, by: number) => p.map((value, i) => (i === j ? value + by : value));
/** Central differences of f at step 1e-5 carry about 1e-10 of truncation and 1e-11 of rounding, on values and slopes near 1. */
const step = 1e-5;
const closeTo = (received: number, expected: number, scale: number) =>
  expect(Math.abs(received - expected)).toBeLessThan(1e-6 * Math.max(1, scale));
const sum = (values: ArrayLike<number>) => Array.from(values).reduce((total, value) => total + value, 0);

const specOf = (curve: Adstock) =>
  fc
    .record({ parameters: numbers(curve.parameters), maxLag: fc.integer({ min: 1, max: 14 }), normalize: fc.boolean() })
    .map((settings): AdstockSpec => ({ curve: curve.id, ...settings }))
    .filter((spec) => sum(curve.weights(spec.parameters, spec.maxLag)) > 1e-3);

for (const [id, curve] of Object.entries(adstocks) as [string, Adstock][]) {
  const length = 20;
  const spec = specOf(curve);

  test(`adstock ${id}: weights are finite, not negative, one a lag, and add up to 1 when normalized`, () => {
    expect(curve.id).toBe(id);
    fc.assert(
      fc.property(spec, (s) => {
        const w = adstockWeights(s);
        expect(w).toHaveLength(s.maxLag);
        expect(w.every((value) => value >= 0 && value < Infinity)).toBe(true);
        if (s.normalize) expect(sum(w)).toBeCloseTo(1, 12);
      }),
    );
  });

  test(`adstock ${id}: causal, linear in spend, mass-preserving when normalized`, () => {
    fc.assert(
      fc.property(spec, spendOf(length), spendOf(length), fc.integer({ min: 0, max: length - 1 }), (s, x, z, t) => {
        const a = applyAdstock(Float64Array.from(x), s);
        const changedLater = Float64Array.from(x, (value, i) => (i > t ? value + z[i]! : value));
        expect(applyAdstock(changedLater, s).slice(0, t + 1)).toEqual(a.slice(0, t + 1));
        const b = applyAdstock(Float64Array.from(z), s);
        const both = applyAdstock(
          Float64Array.from(x, (value, i) => 2 * value + z[i]!),
          s,
        );
        for (let i = 0; i < length; i++) expect(both[i]).toBeCloseTo(2 * a[i]! + b[i]!, 8);
        const padded = Float64Array.from([...x, ...Array(s.maxLag - 1).fill(0)]);
        if (s.normalize) expect(sum(applyAdstock(padded, s))).toBeCloseTo(sum(x), 8);
      }),
    );
  });

  test(`adstock ${id}: gradients of the weights equal central differences to 1e-6 of the largest`, () => {
    fc.assert(
      fc.property(spec, (s) => {
        const gradients = adstockWeightGradients(s);
        expect(gradients).toHaveLength(curve.parameters.length);
        gradients.forEach((gradient, j) => {
          const up = adstockWeights({ ...s, parameters: nudged(s.parameters, j, step) });
          const down = adstockWeights({ ...s, parameters: nudged(s.parameters, j, -step) });
          const largest = Math.max(...gradient.map(Math.abs));
          // at a kink (weibull_pdf, where the smallest density changes place) the two sides differ
          const here = adstockWeights(s);
          const bend = Math.max(...up.map((u, l) => Math.abs(u + down[l]! - 2 * here[l]!)));
          if (bend > 1e-7 * Math.max(1, largest)) return;
          for (const [l, g] of gradient.entries()) closeTo(g, (up[l]! - down[l]!) / (2 * step), largest);
        });
      }),
    );
  });

  test(`adstock ${id}: finite weights, and no NaN in their gradients, at the ends of the bounds`, () => {
    for (const p of ends(curve.parameters))
      for (const lags of [1, 2, 13]) {
        expect(curve.weights(p, lags).every(Number.isFinite)).toBe(true);
        for (const gradient of curve.weightGradients(p, lags)) expect(gradient.some(Number.isNaN)).toBe(false);
      }
  });
}

/** Every combination of values at, or next to, both ends of each parameter's bounds. */
function ends(parameters: readonly CurveParameter[]): number[][] {
  return parameters.reduce<number[][]>(
    (done, { lower, upper, open }) => {
      const low = open === 'lower' || open === 'both' ? lower + 1e-300 : lower;
      const high = upper === Infinity ? 1e300 : open === 'upper' || open === 'both' ? upper - 2e-16 : upper;
      return done.flatMap((p) => [low, high].map((end) => [...p, end]));
    },
    [[]],
  );
}

for (const [id, curve] of Object.entries(saturations) as [string, Saturation][]) {
  const spend = fc.double({ min: 0, max: 20, noNaN: true });
  const gradientAt = (x: number, p: readonly number[]) => {
    const out = new Float64Array(2 + curve.parameters.length);
    curve.gradient(x, p, out);
    return out;
  };

  test(`saturation ${id}: 0 at 0, non-decreasing, never above its supremum`, () => {
    expect(curve.id).toBe(id);
    fc.assert(
      fc.property(numbers(curve.parameters), spend, spend, (p, x, more) => {
        expect(curve.value(0, p)).toBe(0);
        expect(curve.value(x, p)).toBeGreaterThanOrEqual(0);
        expect(curve.value(x, p)).toBeLessThanOrEqual(curve.supremum);
        expect(curve.value(x + more, p)).toBeGreaterThanOrEqual(curve.value(x, p) * (1 - 1e-14));
      }),
    );
  });

  test(`saturation ${id}: comes as near to its supremum as one likes`, () => {
    fc.assert(
      fc.property(numbers(curve.parameters), (p) => {
        const far = curve.value(1e200, p);
        if (curve.supremum === Infinity) expect(far).toBeGreaterThan(curve.value(1e100, p) * 1.5);
        else expect(far).toBeCloseTo(curve.supremum, 9);
      }),
    );
  });

  test(`saturation ${id}: the gradient's value is the value, its slopes equal central differences to 1e-6 of the largest`, () => {
    const away = fc.double({ min: 0.01, max: 20, noNaN: true });
    fc.assert(
      fc.property(numbers(curve.parameters), away, (p, x) => {
        const out = gradientAt(x, p);
        expect(out[0]).toBe(curve.value(x, p));
        const largest = Math.max(...out.map(Math.abs));
        const h = step * Math.min(1, x);
        closeTo(out[1]!, (curve.value(x + h, p) - curve.value(x - h, p)) / (2 * h), largest);
        p.forEach((value, j) => {
          const k = step * Math.min(1, value);
          const slope = (curve.value(x, nudged(p, j, k)) - curve.value(x, nudged(p, j, -k))) / (2 * k);
          closeTo(out[2 + j]!, slope, largest);
        });
      }),
    );
  });

  test(`saturation ${id}: finite value, and no NaN in its gradient, at 0, at tiny and at huge spend, at the ends of the bounds`, () => {
    for (const p of [...ends(curve.parameters), curve.parameters.map(() => 0.5), curve.parameters.map(() => 1)])
      for (const x of [0, 5e-324, 1e-310, 1, 1e15, 1e300]) {
        expect(Number.isFinite(curve.value(x, p))).toBe(true);
        expect(gradientAt(x, p).some(Number.isNaN)).toBe(false);
      }
  });
}

test('every default prior has its mass inside the bounds', () => {
  const support: Readonly<Record<string, readonly [number, number]>> = {
    beta: [0, 1],
    gamma: [0, Infinity],
    'half-normal': [0, Infinity],
  };
  for (const curve of [...Object.values(adstocks), ...Object.values(saturations)] as (Adstock | Saturation)[])
    for (const { lower, upper, prior } of curve.parameters) {
      const [from, to] = support[prior[0]]!;
      expect(from).toBeGreaterThanOrEqual(lower);
      expect(to).toBeLessThanOrEqual(upper);
    }
});
