import { expect, test } from 'vitest';
import type { Dataset } from '../dataset/types.ts';
import { periodName } from './periodName.ts';

const dataset = (dates: readonly string[] | null, geos: readonly string[]) =>
  ({ dates, geos, periods: 2, period: 'week' }) as unknown as Dataset;

test('an observation goes by its date, else its number, and its geo where there are several', () => {
  expect(periodName(dataset(['2024-01-01', '2024-01-08'], ['national']), 1)).toBe('2024-01-08');
  expect(periodName(dataset(['52', '53'], ['national']), 1)).toBe('week 53');
  expect(periodName(dataset(null, ['national']), 1)).toBe('week 1');
  expect(periodName(dataset(['2024-01-01', '2024-01-08'], ['north', 'south']), 2)).toBe('2024-01-01 in south');
});
