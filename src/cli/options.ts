import { InvalidArgumentError } from 'commander';

/** More is a slip of the finger, and would not end: 100,000 periods are 270 years of days, and no study has as many
 *  replicates. */
export const MOST = { periods: 100_000, replicates: 10_000_000, workers: 1024 } as const;

/** Parses an option that is a whole number, `least` to `most`. */
export function wholeNumber(least = 1, most: number = Number.MAX_SAFE_INTEGER): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (/^\d+$/.test(text) && Number.isSafeInteger(value) && value >= least && value <= most) return value;
    const allowed = most === Number.MAX_SAFE_INTEGER ? `of ${least} or more` : `from ${least} to ${most}`;
    throw new InvalidArgumentError(`"${text}" is not a whole number ${allowed}`);
  };
}
