import { expect, test } from 'vitest';
import { firstLook } from './firstLook.ts';

const panelOf = (rows: readonly string[], header = 'week,region,tv') =>
  firstLook([header, ...rows].join('\n'), 'f.csv').panel;

test('geos over time are seen as such, balanced or not', () => {
  const whole = ['1,north,5', '2,north,6', '1,south,7', '2,south,8'];
  expect(panelOf(whole)).toEqual({
    ...{ geo: 'region', date: 'week', geos: 2, dates: 2 },
    ...{ missing: null, duplicates: 0 },
  });
  expect(panelOf([...whole.slice(0, 3), '3,north,1', '1,north,1'])).toMatchObject({
    missing: { geo: 'south', date: '2', more: 1 },
    duplicates: 1,
  });
});

test('a text beside dates is no geo when each value stands once, or there is but one; nor are dates alone', () => {
  expect(panelOf(['1,a,5', '2,b,6', '3,c,7'])).toBeNull();
  expect(panelOf(['1,a,5', '2,a,6', '3,a,7'])).toBeNull();
  expect(panelOf(['2024-01-01,1', '2024-01-08,2'], 'when,tv')).toBeNull();
  // a quarter has dates of its own
  expect(panelOf(['1,q1,5', '2,q1,6', '3,q2,7', '4,q2,8'])).toBeNull();
});

test('different values of a column are counted, missing ones are none', () => {
  const { columns } = firstLook('a,b\nx,1\nx,\ny,1\n', 'f.csv');
  expect(columns.map(({ distinct, missing }) => [distinct, missing])).toEqual([
    [2, 0],
    [1, 1],
  ]);
});
