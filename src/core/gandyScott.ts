import { exp, log } from './math.ts';

export type Verdict = {
  readonly passed: boolean;
  /** the smallest p-value times their number, try by try */
  readonly adjusted: readonly number[];
};

/** A fresh sample that is asked for; attempts count from 1. */
type Try = { readonly size: number; readonly attempt: number };

/** false alarms: one sound test in 100,000 fails */
const FALSE_ALARM = 1e-5;
const MOST_TRIES = 7;
/** how much larger the sample is from the second try on */
const GROWTH = 4;

/** A statistical test that may run on fresh random seeds without flaking: it fails at once on a tiny p-value, passes at
 *  once on a fair one, and between the two asks again with a fresh and larger sample.
 *  @param pValues p-values of a sample of size `n`; `attempt` counts from 1 and must key a stream of its own
 *  @param n size of the first sample
 *  @example expect(gandyScott((n, attempt) => [uniformityP(sample(n, attempt))], 10_000).passed).toBe(true)
 *  @see Gandy & Scott (2020), Unit testing for MCMC and other Monte Carlo methods, algorithm 1; statistics.md §7 */
export function gandyScott(pValues: (n: number, attempt: number) => readonly number[], n: number): Verdict {
  const tries = gandyScottTries(n);
  let next = tries.next();
  while (!next.done) next = tries.next(pValues(next.value.size, next.value.attempt));
  return next.value;
}

/** The same where samples take waiting for: yields the size of each sample that is wanted, is given its p-values, and
 *  returns the verdict. */
export function* gandyScottTries(n: number): Generator<Try, Verdict, readonly number[]> {
  let failBelow = FALSE_ALARM / MOST_TRIES;
  const step = exp(log(failBelow) / MOST_TRIES);
  const adjusted: number[] = [];
  for (let attempt = 1; attempt <= MOST_TRIES; attempt++) {
    const p = smallest(yield { size: attempt === 1 ? n : GROWTH * n, attempt });
    adjusted.push(p);
    if (p <= failBelow) return { passed: false, adjusted };
    if (p > step + failBelow) break;
    failBelow /= step;
  }
  return { passed: true, adjusted };
}

/** Bonferroni: the smallest of the p-values times their number. */
function smallest(pValues: readonly number[]): number {
  if (pValues.length === 0 || !pValues.every((p) => p >= 0 && p <= 1)) {
    throw new RangeError(`gandyScott: p-values [${pValues.join(', ')}], allowed is at least one, each from 0 to 1`);
  }
  return pValues.length * Math.min(...pValues);
}
