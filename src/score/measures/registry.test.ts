import { expect, test } from 'vitest';
import type { Measure } from './measure.ts';
import { measures } from './registry.ts';

const all: readonly Measure[] = Object.values(measures);

test.each(all)('$id says what it is: an id for a CSV, words, a formula, and that it needs a truth', (measure) => {
  expect(measure.id).toMatch(/^[a-z]+(_[a-z]+)*$/);
  expect(measure.about).toMatch(/^\w.*[^.]$/);
  expect(measure.formula).toMatch(/θ|e|SE|U/);
  expect(measure.needs).toContain('truth');
});

test('no two measures have the same words or formula', () => {
  expect(new Set(all.map(({ about }) => about)).size).toBe(all.length);
  expect(new Set(all.map(({ formula }) => formula)).size).toBe(all.length);
});

test('shares, and what counts a failed fit as a miss', () => {
  const ids = (holds: (measure: Measure) => boolean) => all.filter(holds).map(({ id }) => id);
  expect(ids(({ share }) => share)).toEqual([
    ...['coverage', 'noncoverage_below', 'noncoverage_above', 'bias_eliminated_coverage', 'sign_error'],
  ]);
  expect(ids(({ failureIsMiss }) => failureIsMiss)).toEqual(['coverage']);
});
