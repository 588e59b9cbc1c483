import { expect, test } from 'vitest';
import type { PerformanceRow } from '../../data/types.ts';
import { dataOf, scoredRow, viewOf } from '../data.fixture.ts';
import { ends, type Scored, scored } from './rows.ts';

const rows: readonly PerformanceRow[] = [
  scoredRow({ measure: 'coverage', level: 0.95, policy: 'as-analyzed', value: 0.9 }),
  scoredRow({ measure: 'coverage', level: 0.95, policy: 'strict', value: 0.8 }),
  scoredRow({ measure: 'coverage', level: 0.8, policy: 'strict', value: 0.7 }),
  scoredRow({ measure: 'relative_bias', level: null, policy: 'as-analyzed', value: 0.1 }),
  scoredRow({ measure: 'relative_bias', level: null, policy: 'as-analyzed', value: null, arm: 'other' }),
];

test('of several policies the declared one is shown, and another only where it is not', () => {
  const view = viewOf(dataOf({ performance: rows }, 'strict'));
  expect(scored(view, 'coverage', 0.95).map(({ value }) => value)).toEqual([0.8]);
  expect(scored(view, 'coverage', 0.8).map(({ value }) => value)).toEqual([0.7]);
  expect(scored(view, 'relative_bias', null).map(({ value }) => value)).toEqual([0.1]);
});

test('an interval is Wilson’s, or 1.96 errors, or nothing', () => {
  const row = (own: Partial<PerformanceRow>) => scoredRow({ value: 0.5, ...own }) as Scored;
  expect(ends(row({ lower: 0.4, upper: 0.7, mcse: 0.1 }))).toEqual([0.4, 0.7]);
  expect(ends(row({ mcse: 0.1 }))).toEqual([0.5 - 0.196, 0.5 + 0.196]);
  expect(ends(row({ mcse: null }))).toEqual([0.5, 0.5]);
});
