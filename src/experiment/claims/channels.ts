import { mean } from '../../core/stats.ts';
import { type Answers, isAnswered, isAsked } from '../../score/answers.ts';
import { rankAccuracy, rankAccuracyId } from '../../score/measures/rankAccuracy.ts';
import { measures } from '../../score/measures/registry.ts';
import { answersStatistic } from './oneChannel.ts';
import { meanStatistic, type Statistic } from './statistic.ts';

/** A measure of several channels together. Channels that the arm never answers are none of its own; a replicate counts
 *  where all others have an answer and a truth.
 *  @param measure one of `ofChannels`
 *  @param level index of the level, of coverage */
export function channelsStatistic(
  tables: readonly Answers[],
  { measure, level }: { readonly measure: string; readonly level: number | null },
  levels: readonly number[],
): Statistic {
  const asked = tables.filter(isAsked);
  const first = asked[0] ?? tables[0]!;
  if (measure === 'total_relative_bias')
    return answersStatistic(
      totals(asked, first),
      { measure: measures.relative_bias.id, level: null, policy: 'as-analyzed' },
      levels,
    );
  const open = (i: number): boolean => asked.some(({ truth }) => !Number.isNaN(truth[i]));
  const rows = Array.from(first.replicate.keys());
  const isWhole = (i: number): boolean =>
    asked.length > 0 && asked.every((own) => isAnswered(own, i) && !Number.isNaN(own.truth[i]));
  const value = (i: number): number | null => (isWhole(i) ? ofReplicate(measure, asked, i, level) : null);
  const attempts = rows.filter(open);
  return meanStatistic(first.replicate, value, {
    attempts: attempts.length,
    failed: attempts.filter((i) => !isWhole(i)).length,
  });
}

function ofReplicate(measure: string, tables: readonly Answers[], i: number, level: number | null): number | null {
  if (measure === rankAccuracyId)
    return rankAccuracy([{ truth: tables.map(({ truth }) => truth[i]!), point: tables.map(({ point }) => point[i]!) }])
      .value;
  if (measure === measures.coverage.id) return mean(tables.map((own) => covered(own, level!, i)));
  const relative = tables.map(({ point, truth }) => (point[i]! - truth[i]!) / Math.abs(truth[i]!));
  return mean(measure === 'mean_abs_relative_error' ? relative.map(Math.abs) : relative);
}

/** NaN where there is no interval. */
function covered({ lower, upper, truth }: Answers, level: number, i: number): number {
  const [from, to] = [lower[level]![i]!, upper[level]![i]!];
  if (Number.isNaN(from) || Number.isNaN(to)) return Number.NaN;
  return from <= truth[i]! && truth[i]! <= to ? 1 : 0;
}

/** The sum over channels as if it were one, answered where all are. */
function totals(tables: readonly Answers[], first: Answers): Answers {
  const absent = (): Float64Array => new Float64Array(first.size).fill(Number.NaN);
  const sums = (of: (own: Answers, i: number) => number): Float64Array =>
    Float64Array.from({ length: first.size }, (_, i) => tables.reduce((sum, own) => sum + of(own, i), 0));
  return {
    ...{ size: first.size, replicate: first.replicate, ok: first.ok },
    truth: sums(({ truth }, i) => truth[i]!),
    point: sums((own, i) => (isAnswered(own, i) ? own.point[i]! : Number.NaN)),
    ...{ se: absent(), crps: absent(), mcse: absent(), lower: [], upper: [] },
  };
}
