/** Diagnostics of which more is better. */
const moreIsBetter = /^(reading\.)?(heldout_r2|r2|r2_adjusted|log_likelihood|elpd_.*)$/;
/** Best at 2: below it residuals follow one another, above it they alternate. */
const bestAtTwo = /^(reading\.)?durbin_watson$/;

/** How bad a fit looks by a diagnostic: more is worse. */
export function badness(diagnostic: string, value: number): number {
  if (bestAtTwo.test(diagnostic)) return Math.abs(value - 2);
  return moreIsBetter.test(diagnostic) ? -value : value;
}
