import { type Answers, isAnswered } from '../../score/answers.ts';
import type { Measure, Sample } from '../../score/measures/measure.ts';
import { measures } from '../../score/measures/registry.ts';
import { asAnalyzed } from '../../score/policies/asAnalyzed.ts';
import { policies } from '../../score/policies/registry.ts';
import { countFailures, samplesOf } from '../../score/sample.ts';
import type { FailurePolicy } from '../../score/types.ts';
import { placesIn, type Statistic, takeAnswers } from './statistic.ts';

type Asked = { readonly measure: string; readonly level: number | null; readonly policy: FailurePolicy };

/** A measure of score/measures on one table of answers, for any of its replicates. Under a policy that counts failures
 *  the replicates are all with a truth, else those with all that the measure needs. One that looks at other arms has put its
 *  answers into the table already. */
export function answersStatistic(
  answers: Answers,
  { measure: id, level, policy: policyId }: Asked,
  levels: readonly number[],
): Statistic {
  const measure = (measures as Readonly<Record<string, Measure>>)[id]!;
  const policy = policies.find((known) => known.id === policyId) ?? asAnalyzed;
  const { withTruth, failed } = countFailures(answers);
  const rows = Array.from(answers.replicate.keys());
  const isStrict = policy !== asAnalyzed;
  const places = placesIn(answers);
  const sampleOf = (of: readonly number[]): Sample =>
    samplesOf(
      takeAnswers(
        answers,
        of.map((replicate) => places.get(replicate)!),
      ),
      levels,
    )(measure, level);
  const score = (of: readonly number[]) => {
    const sample = sampleOf(of);
    return policy.score(measure, sample, of.length - sample.n) ?? measure.compute(sample);
  };
  return {
    attempts: withTruth,
    failed,
    replicates: rows
      .filter((i) => !Number.isNaN(answers.truth[i]) && (isStrict || has(answers, measure, level, i)))
      .map((i) => answers.replicate[i]!),
    score,
    without: (of) => {
      // where failures count, a replicate is not always a row of the sample
      if (isStrict) return (i) => score(of.filter((_, j) => j !== i)).value;
      const sample = sampleOf(of);
      return (i) => measure.compute(dropRow(sample, i)).value;
    },
  };
}

const columns = ['truth', 'point', 'error', 'se', 'lower', 'upper', 'crps', 'mcse'] as const;

function dropRow(sample: Sample, row: number): Sample {
  const dropped = columns.map((name) => {
    const shorter = new Float64Array(sample.n - 1);
    shorter.set(sample[name].subarray(0, row));
    shorter.set(sample[name].subarray(row + 1), row);
    return [name, shorter] as const;
  });
  return { ...sample, n: sample.n - 1, ...(Object.fromEntries(dropped) as Pick<Sample, (typeof columns)[number]>) };
}

/** Has the replicate an answer with all that the measure needs? */
function has(answers: Answers, { needs }: Measure, level: number | null, i: number): boolean {
  const interval = level === null ? null : answers.lower[level]!;
  const columns = { ...answers, interval, draws: answers.crps };
  return isAnswered(answers, i) && needs.every((need) => !Number.isNaN(columns[need]?.[i]));
}
