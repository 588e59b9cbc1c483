import fc from 'fast-check';

/** Round numbers read well in a counterexample, and shrink to a round number. */
export const tenths = (min: number, max: number): fc.Arbitrary<number> => fc.integer({ min, max }).map((k) => k / 10);

export const hundredths = (min: number, max: number): fc.Arbitrary<number> =>
  fc.integer({ min, max }).map((k) => k / 100);
