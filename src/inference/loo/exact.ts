import { pointwiseTotal } from './pointwise.ts';
import type { PsisLoo } from './psis.ts';

/** What a better method than PSIS on the likelihood found for one observation. */
export type BetterElpd = { readonly elpd: number; readonly paretoK: number };

/** PSIS-LOO with the elpd of some observations from elsewhere: a fit without them (k̂ is 0 then, as in R's `reloo`), or
 *  importance sampling with part of the parameters integrated out. */
export function withBetter(loo: PsisLoo, better: ReadonlyMap<number, BetterElpd>): PsisLoo {
  const pointwise = loo.pointwise.slice();
  const complexity = loo.complexity.slice();
  const paretoK = loo.paretoK.slice();
  for (const [i, { elpd, paretoK: k }] of better) {
    // lpd is the sum of the two, and stays
    complexity[i] = loo.complexity[i]! + loo.pointwise[i]! - elpd;
    pointwise[i] = elpd;
    paretoK[i] = k;
  }
  const totals = { elpd: pointwiseTotal(pointwise), parameters: pointwiseTotal(complexity) };
  return { ...loo, ...totals, pointwise, complexity, paretoK };
}

/** Observations whose k̂ is above the threshold, the worst first. */
export function badObservations({ paretoK, kThreshold }: PsisLoo): readonly number[] {
  return Array.from(paretoK, (_, i) => i)
    .filter((i) => !(paretoK[i]! <= kThreshold))
    .sort((a, b) => (paretoK[b] === paretoK[a] ? a - b : paretoK[b]! - paretoK[a]!));
}
