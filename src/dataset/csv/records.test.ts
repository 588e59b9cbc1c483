import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readRecords } from './records.ts';

const texts = (csv: string) => readRecords(csv).records.map((record) => record.map((cell) => cell.text));

test('the examples of RFC 4180 §2', () => {
  expect(texts('aaa,bbb,ccc\r\nzzz,yyy,xxx\r\n')).toEqual([
    ['aaa', 'bbb', 'ccc'],
    ['zzz', 'yyy', 'xxx'],
  ]);
  expect(texts('"aaa","b\r\nbb","ccc"\r\nzzz,yyy,xxx')).toEqual([
    ['aaa', 'b\nbb', 'ccc'],
    ['zzz', 'yyy', 'xxx'],
  ]);
  expect(texts('"aaa","b""bb","ccc"')).toEqual([['aaa', 'b"bb', 'ccc']]);
});

test('byte order mark, lone CR, empty lines, trailing comma', () => {
  expect(texts('\ufeffa,b\r1,2\r\r\n3,\n')).toEqual([
    ['a', 'b'],
    ['1', '2'],
    ['3', ''],
  ]);
  expect(texts('a,')).toEqual([['a', '']]);
  expect(texts('')).toEqual([]);
});

test('cells know their line and column, also after a quoted line break', () => {
  const { records } = readRecords('a,"x\ny",c\n1,2,3');
  expect(records[0]![2]).toMatchObject({ text: 'c', line: 2, column: 4 });
  expect(records[1]![1]).toMatchObject({ text: '2', line: 3, column: 3 });
});

test('an open quote and text behind a closing one are faults with a place', () => {
  expect(readRecords('a,"b').faults).toEqual([{ line: 1, column: 3, message: 'quote never closed' }]);
  expect(readRecords('"a"b,c').faults[0]).toMatchObject({ line: 1, column: 4 });
});

test('reading undoes writing with every cell quoted', () => {
  const cell = fc.string({ unit: fc.constantFrom('a', ',', '"', '\n', ' ', '7') });
  fc.assert(
    fc.property(fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { maxLength: 5 }), (rows) => {
      const csv = rows.map((row) => row.map((text) => `"${text.replaceAll('"', '""')}"`).join(',')).join('\r\n');
      expect(texts(csv)).toEqual(rows);
      expect(readRecords(csv).faults).toEqual([]);
    }),
  );
});
