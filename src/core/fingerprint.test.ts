import { expect, test } from 'vitest';
import golden from './fingerprint.json' with { type: 'json' };
import { fingerprint } from './fingerprint.ts';

// When this fails on purpose, raise RNG_VERSION with it: every published result has changed.
test('every vector has the bits it always had', () => {
  expect(fingerprint()).toEqual(golden);
});
