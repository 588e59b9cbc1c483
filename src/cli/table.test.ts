import { expect, test } from 'vitest';
import { table, width } from './table.ts';

test('columns stand under their titles, numbers to the right, without blanks at the end', () => {
  const text = table(
    [{ title: 'arm' }, { title: 'bias', align: 'right' }],
    [
      ['ols', '0.12'],
      ['elastic-net', '-10.5'],
    ],
  );
  expect(text.split('\n')).toEqual([
    'arm           bias',
    '──────────────────',
    'ols           0.12',
    'elastic-net  -10.5',
  ]);
});

test('a row that is text widens no column, a missing cell is empty', () => {
  const text = table([{ title: 'a' }, { title: 'b' }], ['one long line', ['x']]);
  expect(text).toBe('a  b\n────\none long line\nx');
});

test('width counts what is seen: R̂ is one column wide', () => {
  expect(width('R̂')).toBe(1);
  expect(width('α ± β')).toBe(5);
  expect(table([{ title: 'R̂', align: 'right' }], [['1.01']])).toBe('   R̂\n────\n1.01');
});
