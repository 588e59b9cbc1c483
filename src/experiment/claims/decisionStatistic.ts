import { type Answers, isAnswered } from '../../score/answers.ts';
import { countFailures } from '../../score/sample.ts';
import { meanStatistic, type Statistic } from './statistic.ts';

/** The mean of one measure of decisions, of which a table has one value a replicate (score/decision.ts). */
export function decisionStatistic(table: Answers): Statistic {
  const { withTruth, failed } = countFailures(table);
  const value = (i: number): number | null =>
    isAnswered(table, i) && !Number.isNaN(table.truth[i]) ? table.point[i]! : null;
  return meanStatistic(table.replicate, value, { attempts: withTruth, failed });
}
