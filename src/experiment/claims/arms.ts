import { isAsked } from '../../score/answers.ts';
import { badness } from './badness.ts';
import type { ArmEvidence } from './evidence.ts';
import { meanRelativeError } from './meanRelativeError.ts';
import { spearman } from './spearman.ts';
import { meanStatistic, placesIn, type Statistic } from './statistic.ts';

/** How well a diagnostic of fit tells which of several arms is nearest to the truth, replicate by replicate. A replicate
 *  counts where every arm reports the diagnostic and answers for all channels that it ever answers for.
 *  @param measure `fit_rank_correlation` or `best_by_fit_regret`
 *  @param estimands of the cell: one a channel
 *  @see Chan & Perry (2017), Challenges and opportunities in media mix modeling */
export function armsStatistic(
  arms: readonly ArmEvidence[],
  {
    measure,
    diagnostic,
    estimands,
  }: { readonly measure: string; readonly diagnostic: string; readonly estimands: readonly number[] },
): Statistic {
  const sides = arms.map((arm) => fitsAndErrors(arm, diagnostic, estimands));
  const all = [...new Set(sides.flatMap(({ replicates }) => replicates))].sort((a, b) => a - b);
  const whole = all.map((replicate) => sides.map(({ of }) => of(replicate)));
  const value = (i: number): number | null => {
    const pairs = whole[i]!.filter((pair) => pair !== null);
    if (pairs.length < arms.length) return null;
    const [fits, errors] = [pairs.map(([fit]) => fit), pairs.map(([, error]) => error)];
    if (measure === 'fit_rank_correlation') return spearman(fits, errors);
    const best = first(fits.map((fit) => badness(diagnostic, fit)));
    return errors[best]! > Math.min(...errors) ? 1 : 0;
  };
  const failed = whole.filter((pairs) => pairs.includes(null)).length;
  return meanStatistic(all, value, { attempts: all.length, failed });
}

/** Index of the smallest, the first of equals. */
const first = (x: readonly number[]): number => x.indexOf(Math.min(...x));

type Pair = readonly [fit: number, error: number];

function fitsAndErrors({ answers, notes }: ArmEvidence, diagnostic: string, estimands: readonly number[]) {
  const tables = estimands.map((k) => answers[k]!).filter(isAsked);
  const replicate = answers[0]?.replicate ?? new Float64Array(0);
  const places = placesIn({ replicate });
  const of = (wanted: number): Pair | null => {
    const i = places.get(wanted);
    const fit = i === undefined ? undefined : notes[i]!.diagnostics[diagnostic];
    if (i === undefined || fit === undefined || tables.length === 0) return null;
    const error = meanRelativeError(tables, i);
    return error === null ? null : [fit, error];
  };
  return { replicates: [...replicate], of };
}
