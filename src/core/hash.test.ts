import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { digestSeries, hashJson, sha256Hex } from './hash.ts';

test('SHA-256 of "abc" and of nothing', () => {
  // FIPS 180-4, examples
  expect(sha256Hex('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  expect(sha256Hex('')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
});

test('any text and bytes hash as in OpenSSL', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.uint8Array(), (text, bytes) => {
      expect(sha256Hex(text)).toBe(createHash('sha256').update(text, 'utf8').digest('hex'));
      expect(sha256Hex(bytes)).toBe(createHash('sha256').update(bytes).digest('hex'));
    }),
  );
});

test('a series is hashed as length and values in little-endian doubles', () => {
  const buffer = Buffer.alloc(24);
  [2, 1.5, -0].forEach((value, i) => {
    buffer.writeDoubleLE(value, 8 * i);
  });
  expect(digestSeries([Float64Array.of(1.5, -0)])).toBe(createHash('sha256').update(buffer).digest('hex'));
});

test('where one series ends and the next begins is part of the digest', () => {
  const digest = (...series: number[][]) => digestSeries(series.map((values) => Float64Array.from(values)));
  const all = [
    digest([1, 2], [3]),
    digest([1], [2, 3]),
    digest([1, 2, 3]),
    digest([1, 2, 3], []),
    digest([], [1, 2, 3]),
  ];
  expect(new Set(all).size).toBe(all.length);
});

test('every NaN has one digest', () => {
  const oddNaN = new Float64Array(1);
  new DataView(oddNaN.buffer).setBigUint64(0, 0x7ff8000000000123n, true);
  expect(digestSeries([oddNaN])).toBe(digestSeries([Float64Array.of(Number.NaN)]));
});

test('hashJson sees values, not the order of keys', () => {
  expect(hashJson({ a: 1, b: [2] })).toBe(hashJson({ b: [2], a: 1 }));
  expect(hashJson({ a: 1 })).toBe(sha256Hex('{"a":1}'));
  expect(hashJson([1, 2])).not.toBe(hashJson([2, 1]));
});
