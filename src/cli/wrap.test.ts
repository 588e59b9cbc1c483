import fc from 'fast-check';
import { expect, test } from 'vitest';
import { width } from './table.ts';
import { pack, wrap, wrapEquation } from './wrap.ts';

const words = fc.array(fc.string({ minLength: 1, maxLength: 12 }).map((word) => word.replaceAll(/\s/g, 'x')));

test('no line is wider than asked unless one word is, and no word is lost', () => {
  fc.assert(
    fc.property(words, fc.integer({ min: 20, max: 60 }), (list, columns) => {
      const lines = wrap(list.join(' '), columns);
      expect(lines.every((line) => width(line) <= columns)).toBe(true);
      expect(lines.join(' ').split(/ +/).join(' ').trim()).toBe(list.join(' '));
    }),
  );
});

test('items are packed with what stands between them, never at the end of a line', () => {
  expect(pack(['r2 0.9', 'df 12', 'aic 100'], ' · ', 16)).toEqual(['r2 0.9 · df 12', 'aic 100']);
});

test('an equation breaks before a sign outside of brackets', () => {
  expect(wrapEquation('y[t] = 5 + 3·f(a + b; c) − 2·g(d)', 22)).toEqual([
    'y[t] = 5',
    '    + 3·f(a + b; c)',
    '    − 2·g(d)',
  ]);
});

test('inside of brackets where nothing else helps, and at blanks in the end', () => {
  expect(wrapEquation('x[t] = max(0, (a + bbbbbb + c) · d)', 24)).toEqual([
    'x[t] = max(0, (a',
    '    + bbbbbb + c) · d)',
  ]);
  expect(wrapEquation('x[t] = f(a; one 1, two 2, three 3)', 20)).toEqual(['x[t] = f(a; one 1,', '    two 2, three 3)']);
  expect(wrapEquation('short + enough', 20)).toEqual(['short + enough']);
});

test('a term too long for a line keeps its indent when it is broken at blanks', () => {
  expect(wrapEquation('y = aaaa + f(a; one 1)·g(b; two 2)', 22)).toEqual([
    'y = aaaa',
    '    + f(a; one 1)·g(b;',
    '    two 2)',
  ]);
});
