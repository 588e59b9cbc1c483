import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalJson } from './canonicalJson.ts';

test('keys are sorted by code unit, at every depth, without spaces', () => {
  expect(canonicalJson({ b: [{ z: 1, y: null }], a: 'x', A: true, ä: 0.5 })).toBe(
    '{"A":true,"a":"x","b":[{"y":null,"z":1}],"ä":0.5}',
  );
});

test('numbers as in RFC 8785, appendix B', () => {
  const numbers = [0, -0, 5e-324, -5e-324, 1.7976931348623157e308, 9007199254740992, 295147905179352830000, 1e21, 1e-7];
  expect(canonicalJson(numbers)).toBe(
    '[0,0,5e-324,-5e-324,1.7976931348623157e+308,9007199254740992,295147905179352830000,1e+21,1e-7]',
  );
});

test('undefined fields are left out, typed arrays are lists', () => {
  expect(canonicalJson({ a: undefined, b: Float64Array.of(1, 2.5) })).toBe('{"b":[1,2.5]}');
});

test('reads back as what was written, whatever order it was built in', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.integer()), (value) => {
      const reversed = Object.fromEntries(Object.entries(value).reverse());
      expect(canonicalJson(reversed)).toBe(canonicalJson(value));
    }),
  );
});

test('what JSON would turn into something else is refused, with its path', () => {
  expect(() => canonicalJson({ a: [1, Number.NaN] })).toThrow(/^\$\.a\[1\]: NaN has no canonical JSON/);
  expect(() => canonicalJson({ a: Number.POSITIVE_INFINITY })).toThrow(/^\$\.a: Infinity/);
  expect(() => canonicalJson([undefined])).toThrow(/^\$\[0\]: undefined/);
  // biome-ignore lint/suspicious/noSparseArray: the hole is the point
  expect(() => canonicalJson([1, , 2])).toThrow(/^\$\[1\]: undefined/);
  expect(() => canonicalJson({ when: new Date(0) })).toThrow(/^\$\.when: Date/);
  expect(() => canonicalJson({ f: () => 1 })).toThrow(/^\$\.f: function/);
  expect(() => canonicalJson(1n)).toThrow(/^\$: bigint/);
  expect(() => canonicalJson(undefined)).toThrow(/^\$: undefined/);
});
