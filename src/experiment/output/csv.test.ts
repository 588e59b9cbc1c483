import { expect, test } from 'vitest';
import { csvLines, openTable } from './csv.ts';

test('booleans are words, missing is empty, numbers keep every digit, commas are quoted', () => {
  expect(csvLines([[true, false, null, 0.1 + 0.2, 5e-324, 'a,b', 'say "no"']])).toBe(
    'true,false,,0.30000000000000004,5e-324,"a,b","say ""no"""\n',
  );
});

test('a table written in pieces is the table written at once', () => {
  const rows = Array.from({ length: 1300 }, (_, i) => [i, i % 2 === 0, null]);
  let text = '';
  const table = openTable(['n', 'even', 'nothing'], (lines) => {
    text += lines;
  });
  for (const row of rows) table.add([row]);
  table.end();
  expect(text).toBe(csvLines([['n', 'even', 'nothing'], ...rows]));
});
