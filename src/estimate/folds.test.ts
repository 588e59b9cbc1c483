import { expect, test } from 'vitest';
import { expandingFolds } from './folds.ts';

test('scikit-learn’s TimeSeriesSplit(5) on 104 rows (shared/reference/linear.json, splits)', () => {
  // there: [last training row, first test row, last test row]
  const splits = [
    [19, 19, 35],
    [36, 36, 52],
    [53, 53, 69],
    [70, 70, 86],
    [87, 87, 103],
  ];
  expect(expandingFolds(104, 5).map(({ train, test }) => [train, train, test - 1])).toEqual(splits);
});

test('the last fold ends with the series', () => {
  expect(expandingFolds(52, 5).at(-1)).toEqual({ train: 44, test: 52 });
});
