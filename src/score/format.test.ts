import { expect, test } from 'vitest';
import { formatPerformance, formatScore } from './format.ts';

test.each<[number | null, number | null, string]>([
  // relative bias of estimates that are all 0
  [-99.999999999999986, 1.3e-14, '-100'],
  [0.1234567, 0.0123, '0.123 ± 0.012'],
  [1234.5, 45, '1235 ± 45'],
  [1234.5, 450, '1235 ± 450'],
  [93.388, 4.56, '93.4 ± 4.6'],
  [0.5, 0.0996, '0.50 ± 0.10'],
  [-0.0004, 0.0123, '0.000 ± 0.012'],
  [-2.5, 0.25, '-2.50 ± 0.25'],
  [1.234e-7, 1.2e-8, '1.23e-7 ± 1.2e-8'],
  [0, 1.2e-9, '0 ± 1.2e-9'],
  [1e-200, 1.2e-310, '1.00e-200'],
  [0, 1.2e-200, '0 ± 1.2e-200'],
  [5e-324, 3e-324, '4.9e-324 ± 4.9e-324'],
  [0.1234567, null, '0.123'],
  [12_345.6, null, '12346'],
  [0.0000012345, null, '1.23e-6'],
  [0, null, '0'],
  [1, 0, '1.00'],
  [null, null, '–'],
])('%d with error %d is "%s"', (value, mcse, text) => {
  expect(formatScore(value, mcse)).toBe(text);
});

test('a share brings its interval, to the same place', () => {
  expect(formatPerformance({ value: 0.95, mcse: 0.0097, lower: 0.927, upper: 0.966 })).toBe(
    '0.9500 ± 0.0097 [0.9270, 0.9660]',
  );
  expect(formatPerformance({ value: 0.94, mcse: 0.0336, lower: 0.838, upper: 0.979 })).toBe(
    '0.940 ± 0.034 [0.838, 0.979]',
  );
  expect(formatPerformance({ value: 1, mcse: 0, lower: 0.963, upper: 1 })).toBe('1.0000 [0.9630, 1.0000]');
  expect(formatPerformance({ value: 2, mcse: 0.5, lower: null, upper: null })).toBe('2.00 ± 0.50');
});
