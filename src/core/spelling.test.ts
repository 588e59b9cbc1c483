import fc from 'fast-check';
import { expect, test } from 'vitest';
import { closest, editDistance } from './spelling.ts';

test('distances of the textbook pairs', () => {
  // Levenshtein (1966) and Damerau (1964), as in every textbook
  expect(editDistance('kitten', 'sitting')).toBe(3);
  expect(editDistance('saturday', 'sunday')).toBe(3);
  // one swap; the restricted form gives 3 for ca → abc, the unrestricted 2 (Boytsov 2011, §2.2)
  expect(editDistance('alhpa', 'alpha')).toBe(1);
  expect(editDistance('ca', 'abc')).toBe(2);
});

const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 7 });

test('the distance is a metric', () => {
  fc.assert(
    fc.property(word, word, word, (a, b, c) => {
      expect(editDistance(a, b)).toBe(editDistance(b, a));
      expect(editDistance(a, b) === 0).toBe(a === b);
      expect(editDistance(a, c)).toBeLessThanOrEqual(editDistance(a, b) + editDistance(b, c));
    }),
  );
});

test('one edit is one away', () => {
  fc.assert(
    fc.property(word, fc.nat(6), (a, place) => {
      const at = Math.min(place, a.length);
      expect(editDistance(a, `${a.slice(0, at)}z${a.slice(at)}`)).toBe(1);
    }),
  );
});

test.each([
  ['hil', ['logistic', 'hill', 'tanh'], 'hill'],
  ['Demand', ['demand'], 'demand'],
  ['revnue', ['facebook', 'revenue'], 'revenue'],
  ['hidden', ['clean', 'hidden-demand'], 'hidden-demand'],
  ['demand', ['hidden-demand', 'seen-demand'], undefined],
  ['x3', ['x1', 'x2'], 'x1'],
  ['y', ['z'], undefined],
  ['banana', ['hill', 'logistic'], undefined],
  ['', ['a'], undefined],
])('closest to %j among %j is %j', (received, allowed, guess) => {
  expect(closest(received, allowed)).toBe(guess);
});
