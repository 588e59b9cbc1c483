import { sum } from '../../core/stats.ts';
import type { Answers } from '../../score/answers.ts';
import type { Score } from '../../score/measures/measure.ts';
import { meanScore } from '../../score/measures/score.ts';

/** A measure that can be taken on any of its replicates: what pairing and the jackknife need. */
export type Statistic = {
  /** replicates that it can use, ascending */
  readonly replicates: readonly number[];
  /** attempts with a truth, or with a place where there is none to have */
  readonly attempts: number;
  /** those of them that gave no answer */
  readonly failed: number;
  /** @param of some of its replicates, ascending */
  readonly score: (of: readonly number[]) => Score;
  /** the value on the same, but for the i-th of them: what the jackknife asks for one after the other */
  readonly without: (of: readonly number[]) => (i: number) => number | null;
};

/** The mean of one value a replicate; replicates whose value is NaN or null are left out. */
export function meanStatistic(
  replicates: ArrayLike<number>,
  value: (i: number) => number | null,
  counts: Pick<Statistic, 'attempts' | 'failed'>,
): Statistic {
  const values = new Map<number, number>();
  for (let i = 0; i < replicates.length; i++) {
    const x = value(i);
    if (x !== null && Number.isFinite(x)) values.set(replicates[i]!, x);
  }
  const valuesOf = (of: readonly number[]): Float64Array =>
    Float64Array.from(of, (replicate) => values.get(replicate)!);
  return {
    ...counts,
    replicates: [...values.keys()],
    score: (of) => meanScore(valuesOf(of)),
    without: (of) => {
      const own = valuesOf(of);
      const total = sum(own);
      return (i) => (own.length < 2 ? null : (total - own[i]!) / (own.length - 1));
    },
  };
}

/** Places of replicates in a table of answers. */
export function placesIn({ replicate }: Pick<Answers, 'replicate'>): ReadonlyMap<number, number> {
  return new Map(Array.from(replicate, (r, i) => [r, i]));
}

/** Some rows of a table of answers. */
export function takeAnswers(answers: Answers, rows: readonly number[]): Answers {
  const pick = (column: Float64Array): Float64Array => {
    const out = new Float64Array(rows.length);
    for (let i = 0; i < rows.length; i++) out[i] = column[rows[i]!]!;
    return out;
  };
  const { replicate, truth, ok, point, se, crps, mcse, lower, upper } = answers;
  return {
    size: rows.length,
    ...{ replicate: pick(replicate), truth: pick(truth), ok: pick(ok), point: pick(point), se: pick(se) },
    ...{ crps: pick(crps), mcse: pick(mcse), lower: lower.map(pick), upper: upper.map(pick) },
  };
}
