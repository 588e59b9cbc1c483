import fc from 'fast-check';
import { expect, test } from 'vitest';
import { tanh } from '../core/math.ts';
import { saturations } from './registry.ts';
import { saturate, saturateWithGradient } from './saturation.ts';

const { hill, logistic, exponential, michaelis_menten: michaelisMenten, root } = saturations;
const positive = fc.double({ min: 0.01, max: 20, noNaN: true });

test('Hill is ½ at half-saturation, exactly, and Michaelis–Menten at slope 1', () => {
  fc.assert(
    fc.property(positive, positive, positive, (kappa, slope, x) => {
      expect(hill.value(kappa, [kappa, slope])).toBe(0.5);
      expect(hill.value(x, [kappa, 1])).toBeCloseTo(michaelisMenten.value(x, [kappa]), 13);
    }),
  );
  expect(hill.value(3, [1, 2])).toBeCloseTo(9 / 10, 14);
});

test('logistic is tanh(λx/2), 1/2 at ln 3/λ; exponential 1/2 at ln 2/λ; root a square root at ½', () => {
  fc.assert(
    fc.property(positive, positive, (lambda, x) => {
      expect(logistic.value(x, [lambda])).toBeCloseTo(tanh((lambda * x) / 2), 14);
    }),
  );
  expect(logistic.value(1.0986122886681098 / 3, [3])).toBeCloseTo(1 / 2, 14);
  expect(exponential.value(Math.LN2 / 3, [3])).toBeCloseTo(1 / 2, 14);
  expect(root.value(9, [1 / 2])).toBeCloseTo(3, 14);
  expect(saturations.tanh.value(1, [2])).toBeCloseTo(0.46211715726000976, 14); // tanh ½ = (e − 1)/(e + 1)
});

test('small spend keeps its digits: the ratio to λx/2 is 1', () => {
  expect(logistic.value(1e-14, [2]) / 1e-14).toBeCloseTo(1, 13);
  expect(exponential.value(1e-14, [2]) / 2e-14).toBeCloseTo(1, 13);
});

test('Hill does not overflow where x^s would', () => {
  expect(hill.value(1e300, [1e299, 3])).toBeCloseTo(1000 / 1001, 11);
  expect(hill.value(1e-300, [1e-299, 3])).toBeCloseTo(1 / 1001, 11);
});

test('infinite slopes at 0 are given as 0: hill below slope 1, root below exponent 1', () => {
  const out = new Float64Array(4);
  hill.gradient(0, [2, 0.5], out);
  expect(Array.from(out)).toEqual([0, 0, 0, 0]);
  hill.gradient(0, [2, 1], out);
  expect(out[1]).toBe(1 / 2);
  root.gradient(0, [0.5], out);
  expect(out[1]).toBe(0);
  root.gradient(0, [1], out);
  expect(out[1]).toBe(1);
});

test('the near-unidentifiable Hill pair of Jin et al. (2017), fig. 5: at most .0117 apart on [0, 1], 5.9 % of the range', () => {
  const first = (x: number) => 0.3 * hill.value(x, [0.5, 1]);
  const second = (x: number) => 0.39 * hill.value(x, [0.95, 0.748]);
  const grid = Array.from({ length: 10_001 }, (_, i) => i / 10_000);
  const apart = Math.max(...grid.map((x) => Math.abs(first(x) - second(x))));
  expect(apart).toBeCloseTo(0.0117, 4);
  expect(apart / first(1)).toBeCloseTo(0.059, 3);
});

test('a series goes through the curve value by value, in place if asked', () => {
  const spec = { curve: 'hill', parameters: [2, 1.5] };
  const x = Float64Array.from([0, 1, 2, 5]);
  const f = saturate(x, spec);
  expect(Array.from(f)).toEqual(Array.from(x, (value) => hill.value(value, [2, 1.5])));
  expect(Array.from(x)).toEqual([0, 1, 2, 5]);
  expect(saturate(x, spec, x)).toBe(x);
  expect(x).toEqual(f);
});

test('the vector gradient is the gradient value by value', () => {
  const spec = { curve: 'hill', parameters: [2, 1.5] };
  const x = Float64Array.from([0, 1, 2, 5]);
  const four = () => new Float64Array(4);
  const out = { value: four(), byInput: four(), byParameter: [four(), four()], scratch: four() };
  saturateWithGradient(x, spec, out);
  x.forEach((value, t) => {
    const one = four();
    hill.gradient(value, spec.parameters, one);
    expect([out.value[t], out.byInput[t], out.byParameter[0]![t], out.byParameter[1]![t]]).toEqual(Array.from(one));
  });
});

test('negative spend and NaN are refused, with value and period', () => {
  const spec = { curve: 'hill', parameters: [2, 1.5] };
  expect(() => saturate(Float64Array.from([1, -3]), spec)).toThrow(
    'saturation "hill" received -3 in period 1; allowed is 0 or more',
  );
  expect(() => saturate(Float64Array.from([Number.NaN]), spec)).toThrow('received NaN in period 0');
});
