import type { Arbitrary } from 'fast-check';
import { fc } from '../fastCheck.ts';

/** There in every second case. Shrinks towards nothing. */
export function maybe<T>(arbitrary: Arbitrary<T>): Arbitrary<T | undefined> {
  return fc.option(arbitrary, { nil: undefined, freq: 2 });
}

/** There in every fifth case, so that worlds of all parts at once stay rare. Shrinks towards nothing. */
export function seldom<T>(arbitrary: Arbitrary<T>): Arbitrary<T | undefined> {
  return fc.oneof(
    { withCrossShrink: true },
    { arbitrary: fc.constant(undefined), weight: 4 },
    { arbitrary, weight: 1 },
  );
}
