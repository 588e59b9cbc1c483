import { expect, test } from 'vitest';
import { ebfmi } from './ebfmi.ts';

// 16, 4, 0.5: (12² + 3.5²) over the squared distances to the mean 41/6
const energy = [16, 4, 0.5];
const expected = (144 + 12.25) / (16 * 16 + 16 + 0.25 - (20.5 * 20.5) / 3);

test('E-BFMI is the same wherever the zero of the energy is', () => {
  expect(ebfmi(Float64Array.from(energy))).toBeCloseTo(expected, 14);
  // binary fractions: the shift is exact
  expect(ebfmi(Float64Array.from(energy, (e) => e + 2 ** 20))).toBeCloseTo(expected, 12);
});

test('nor does the unit matter, however large its squares', () => {
  expect(ebfmi(Float64Array.from(energy, (e) => e * 2 ** 300))).toBeCloseTo(expected, 14);
});

test('equal energies have none, though their mean is off by a rounding', () => {
  expect(ebfmi(new Float64Array(10).fill(0.1))).toBeNull();
});

test('energies whose squares overflow have none', () => {
  // the step squared is 3.24e308, the spread 1.62e308: only that is a double
  expect(ebfmi(Float64Array.of(-0.9e154, 0.9e154))).toBeNull();
});
