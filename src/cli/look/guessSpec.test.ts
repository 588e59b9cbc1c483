import { expect, test } from 'vitest';
import { firstLook } from '../../dataset/firstLook.ts';
import { guessSpec } from './guessSpec.ts';

const guess = (header: string, ...rows: string[]) => {
  const { columns, panel } = firstLook([header, ...rows].join('\n'), 'f.csv');
  return guessSpec(columns, panel);
};

test('names say what is outcome, media and control; a calendar in numbers is neither', () => {
  const spec = guess('date,revenue,tv_spend,x2,price,t', '2024-01-01,9,1,0,5,0', '2024-01-08,8,2,1,6,1');
  expect(spec).toMatchObject({
    date: 'date',
    outcome: 'revenue',
    channels: ['tv_spend', 'x2'],
    controls: ['price'],
    period: 'week',
  });
  expect(guess('week,sales,radio', '1,9,1', '2,8,2')).toMatchObject({ date: 'week', channels: ['radio'] });
  expect(guess('month,sales,radio', '2024-01,9,1', '2024-02,8,2')).toMatchObject({ date: 'month', period: 'month' });
});

test('what falls below 0 is no spend, and names that say nothing are no guess', () => {
  expect(guess('y,tv,search', '1,2,-3', '2,3,4')).toMatchObject({ channels: ['tv'], controls: ['search'] });
  expect(guess('a,b', '1,2', '2,3')).toBeNull();
  expect(guess('y,b', '1,2', '2,3')).toBeNull();
});

test('several geos are told by the panel', () => {
  const rows = ['1,n,5,1', '2,n,6,2', '1,s,7,3', '2,s,8,5'];
  expect(guess('week,region,tv,sales', ...rows)).toMatchObject({ geo: 'region', date: 'week', channels: ['tv'] });
});
