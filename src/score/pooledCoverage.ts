import { mean, sd } from '../core/stats.ts';
import type { Estimand } from '../dataset/estimand.ts';
import { type Answers, isAnswered, isAsked } from './answers.ts';
import type { Score } from './measures/measure.ts';
import { wilson } from './measures/share.ts';
import { jointTarget, questionKey, questions } from './questions.ts';
import type { Target } from './types.ts';

/** Coverage of one question over all of its channels. */
export type PooledCoverage = {
  readonly estimand: string;
  readonly target: Target;
  /** index into the levels */
  readonly level: number;
  readonly score: Score;
  /** replicates with a truth and without any answer */
  readonly nFailed: number;
};

/** Coverage pooled over channels, with replicates as clusters: the channels of one dataset share its noise, so the error
 *  is that of the mean over replicates of the share covered. Its interval is Wilson's at the number of independent
 *  intervals that would have this error. @see statistics.md §3 */
export function pooledCoverage(
  estimands: readonly Estimand[],
  targets: readonly Target[],
  answers: readonly Answers[],
  levels: number,
): PooledCoverage[] {
  return questions(estimands)
    .map((members) => members.filter((k) => isAsked(answers[k]!)))
    .filter((members) => members.length > 1)
    .flatMap((members) =>
      Array.from({ length: levels }, (_, level) => ({
        estimand: questionKey(members.map((k) => estimands[k]!)),
        target: jointTarget(members.map((k) => targets[k]!)),
        level,
        score: clusterShare(
          sharesCovered(
            members.map((k) => answers[k]!),
            level,
          ),
          members.length,
        ),
        nFailed: failedIn(members.map((k) => answers[k]!)),
      })),
    )
    .filter(({ score }) => score.n > 0);
}

/** One share a replicate in which any channel has an interval and a truth. */
function sharesCovered(columns: readonly Answers[], level: number): number[] {
  const { size } = columns[0]!;
  return Array.from({ length: size }, (_, i) => {
    const hits = columns.flatMap((own) => {
      const [lower, upper, truth] = [own.lower[level]![i]!, own.upper[level]![i]!, own.truth[i]!];
      if (!isAnswered(own, i) || Number.isNaN(truth) || Number.isNaN(lower) || Number.isNaN(upper)) return [];
      return [lower <= truth && truth <= upper ? 1 : 0];
    });
    return hits.length === 0 ? Number.NaN : mean(hits);
  }).filter((share) => !Number.isNaN(share));
}

/** Replicates of which some channel has a truth, and none that has one an answer. */
function failedIn(columns: readonly Answers[]): number {
  return Array.from({ length: columns[0]!.size }, (_, i) => {
    const open = columns.filter(({ truth }) => !Number.isNaN(truth[i]));
    return open.length > 0 && !open.some((own) => isAnswered(own, i));
  }).filter(Boolean).length;
}

function clusterShare(shares: readonly number[], clusterSize: number): Score {
  const n = shares.length;
  if (n === 0) return { value: null, mcse: null, lower: null, upper: null, n };
  const value = mean(shares);
  const mcse = n > 1 ? sd(shares) / Math.sqrt(n) : null;
  // at 0 and 1 there is no spread to learn a design effect from: every interval then counts
  const trials = mcse === null || mcse === 0 ? n * clusterSize : (value * (1 - value)) / (mcse * mcse);
  const [lower, upper] = wilson(value * trials, trials);
  return { value, mcse, lower, upper, n };
}
