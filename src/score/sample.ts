import { type Answers, isAnswered } from './answers.ts';
import type { Measure, Need, Sample } from './measures/measure.ts';

/** Finds the sample of a measure at a level, given by its index. */
export type Samples = (measure: Measure, level: number | null) => Sample;

/** The samples of one table of answers; measures with the same needs share one. */
export function samplesOf(answers: Answers, levels: readonly number[]): Samples {
  const known = new Map<string, Sample>();
  return (measure, level) => {
    const key = `${measure.needs.join()} ${level}`;
    const sample = known.get(key) ?? select(measure.needs, answers, level, levels);
    known.set(key, sample);
    return sample;
  };
}

/** The replicates that were answered, have a truth, and have all that is needed. */
function select(needs: readonly Need[], answers: Answers, level: number | null, levels: readonly number[]): Sample {
  const lower = level === null ? null : answers.lower[level]!;
  const upper = level === null ? null : answers.upper[level]!;
  const columns = needs.map((need) => ({ ...answers, interval: lower, draws: answers.crps })[need]!);
  const kept: number[] = [];
  for (let i = 0; i < answers.size; i++) {
    if (isAnswered(answers, i) && hasTruth(answers, i) && columns.every((x) => !Number.isNaN(x[i]))) kept.push(i);
  }
  const pick = (column: Float64Array | null) => take(column, kept);
  const truth = pick(answers.truth);
  const point = pick(answers.point);
  return {
    n: kept.length,
    level: level === null ? null : levels[level]!,
    truth,
    point,
    error: point.map((estimate, i) => estimate - truth[i]!),
    se: pick(answers.se),
    lower: pick(lower),
    upper: pick(upper),
    crps: pick(answers.crps),
    mcse: pick(answers.mcse),
  };
}

/** The kept entries, or NaN where there is no column. A plain loop: Float64Array.from is several times slower. */
function take(column: Float64Array | null, kept: readonly number[]): Float64Array {
  const out = new Float64Array(kept.length).fill(Number.NaN);
  if (column !== null) for (let i = 0; i < kept.length; i++) out[i] = column[kept[i]!]!;
  return out;
}

/** Replicates with a truth, and those of them that were not answered: what every row of an estimand counts. */
export function countFailures(answers: Answers): { readonly withTruth: number; readonly failed: number } {
  let withTruth = 0;
  let failed = 0;
  for (let i = 0; i < answers.size; i++) {
    if (!hasTruth(answers, i)) continue;
    withTruth++;
    if (!isAnswered(answers, i)) failed++;
  }
  return { withTruth, failed };
}

function hasTruth(answers: Answers, i: number): boolean {
  return !Number.isNaN(answers.truth[i]);
}
