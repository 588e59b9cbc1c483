import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openLastWords } from './lastWords.ts';
import { openLineCutter } from './lines.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

test('lines come out whole, however the bytes are cut, in the middle of a letter too', () => {
  const lines = fc.array(fc.string({ unit: 'grapheme' }).map((line) => line.replaceAll('\n', '')));
  fc.assert(
    fc.property(lines, fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 9 }), (whole, text, size) => {
      const rest = text.replaceAll('\n', '');
      const stream = bytes(`${whole.map((line) => `${line}\n`).join('')}${rest}`);
      const cutter = openLineCutter(1e6);
      const found: string[] = [];
      for (let at = 0; at < stream.length; at += size) found.push(...cutter.push(stream.subarray(at, at + size)));
      // a decoder takes a byte order mark for what it is
      const plain = (line: string) => line.replace(/^\uFEFF/, '');
      expect(found).toEqual(whole.map(plain));
      expect(cutter.rest()).toBe(plain(rest));
      expect(cutter.overflowed()).toBe(false);
    }),
  );
});

test('a line over the limit is the last thing that is read', () => {
  const cutter = openLineCutter(3);
  expect(cutter.push(bytes('abc\nde'))).toEqual(['abc']);
  expect(cutter.push(bytes('fg'))).toEqual([]);
  expect(cutter.overflowed()).toBe(true);
  expect(cutter.push(bytes('\nh\n'))).toEqual([]);
  expect(cutter.rest()).toBe('');
});

test('of what is said on stderr the last three lines are kept', () => {
  const words = openLastWords();
  expect(words.said()).toBe('');
  for (let i = 0; i < 1000; i++) words.push(`line ${i}\n\n`);
  words.push('  Error: no\r\n');
  expect(words.said()).toBe('line 998 | line 999 | Error: no');
  words.push(`${'x'.repeat(5000)}`);
  expect(words.said()).toBe('x'.repeat(300));
});
