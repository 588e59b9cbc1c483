/** 64 bits tell millions of units apart, and `replay` takes the beginning of an id. */
const UNIT_DIGITS = 16;

export const shortUnit = (unit: string): string => unit.slice(0, UNIT_DIGITS);
