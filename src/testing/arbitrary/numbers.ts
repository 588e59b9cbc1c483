import type { Arbitrary } from 'fast-check';
import { fc } from '../fastCheck.ts';

/** Round numbers read well in a counterexample, and shrink to a round number. */
export const tenths = (min: number, max: number): Arbitrary<number> => fc.integer({ min, max }).map((k) => k / 10);

export const hundredths = (min: number, max: number): Arbitrary<number> => fc.integer({ min, max }).map((k) => k / 100);
