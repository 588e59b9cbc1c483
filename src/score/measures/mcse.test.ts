import { expect, test } from 'vitest';
import { gamma } from '../../core/random/draws.ts';
import { openStream } from '../../core/random/stream.ts';
import { mean, sd } from '../../core/stats.ts';
import { pairedDifference } from '../paired/difference.ts';
import { relativePrecision } from '../paired/relativePrecision.ts';
import type { Measure, Sample, Score } from './measure.ts';
import { rankAccuracy } from './rankAccuracy.ts';
import { measures } from './registry.ts';

/** 2,000 studies of 200 replicates. A standard deviation of 2,000 nearly normal values is itself off by 1/√4000 = 1.6 %,
 *  so 7 % is more than four errors; the formulas hold for large n, and at 200 the second order is below 1 %. */
const studies = 2000;
const n = 200;
const tolerance = 0.08;

type Study = { readonly sample: Sample; readonly other: Float64Array };

const simulated = Array.from({ length: studies }, (_, study) => simulate(study));

const scores: Readonly<Record<string, (study: Study) => Score>> = {
  ...Object.fromEntries(
    Object.values<Measure>(measures).map((measure) => [measure.id, ({ sample }: Study) => measure.compute(sample)]),
  ),
  relative_precision: ({ sample, other }) => relativePrecision(sample.error, other),
  paired_difference: ({ sample, other }) => pairedDifference(sample.error, other),
  rank_accuracy: ({ sample, other }) => rankAccuracy(threeChannels(sample, other)),
};

test.each(Object.keys(scores))('%s: its standard error is how far it moves from study to study', (id) => {
  const results = simulated.map(scores[id]!);
  const moved = sd(results.map(({ value }) => value!));
  const claimed = Math.sqrt(mean(results.map(({ mcse }) => mcse! * mcse!)));
  expect(Math.abs(claimed / moved - 1)).toBeLessThan(tolerance);
});

/** Truth N(1, 0.3²), error 0.2 + N(0, 1), claimed variance χ²₁₀/10, intervals of about 50 %: misses and wrong signs are
 *  common enough for their shares to be nearly normal. The other arm's errors go along with the first one's by half. */
function simulate(study: number): Study {
  const stream = openStream(['mcse.test', study]);
  const column = (draw: () => number) => Float64Array.from({ length: n }, draw);
  const truth = column(() => 1 + 0.3 * stream.normal());
  const error = column(() => 0.2 + stream.normal());
  const se = column(() => Math.sqrt(gamma(stream, 5, 5)));
  const point = truth.map((theta, i) => theta + error[i]!);
  const sample: Sample = {
    n,
    level: 0.5,
    truth,
    point,
    error,
    se,
    lower: point.map((p, i) => p - 0.67 * se[i]!),
    upper: point.map((p, i) => p + 0.67 * se[i]!),
    crps: column(() => gamma(stream, 2, 2)),
    mcse: column(() => 0.1 * gamma(stream, 5, 5)),
  };
  return { sample, other: error.map((e) => 0.4 * e + 0.7 * stream.normal()) };
}

/** Three channels whose truths are 1 apart on average. */
function threeChannels({ truth, error }: Sample, other: Float64Array) {
  return Array.from({ length: n }, (_, i) => ({
    truth: [truth[i]!, 2, 3],
    point: [truth[i]! + error[i]!, 2 + other[i]!, 3],
  }));
}
