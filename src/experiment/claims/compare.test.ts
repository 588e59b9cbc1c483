import { expect, test } from 'vitest';
import { openStream } from '../../core/random/stream.ts';
import { mean, sd } from '../../core/stats.ts';
import { type Answers, packAnswers } from '../../score/answers.ts';
import type { AttemptStatus } from '../../score/types.ts';
import { channelsStatistic } from './channels.ts';
import { measureAlone, measurePair } from './compare.ts';
import { answersStatistic } from './oneChannel.ts';

const n = 400;
const stream = openStream(['compare']);
const shared = Array.from({ length: n }, () => stream.normal());
// the same data, so errors go together; B misses every tenth fit
const errorsA = shared.map((z) => 0.3 + z);
const errorsB = shared.map((z) => 0.1 + 0.8 * z + 0.2 * stream.normal());
const [a, b] = [answersOf(errorsA, () => 'ok'), answersOf(errorsB, (i) => (i % 10 === 0 ? 'error' : 'ok'))];
const common = errorsA.map((_, i) => i).filter((i) => i % 10 !== 0);

const of = (answers: Answers, measure: string) =>
  answersStatistic(answers, { measure, level: null, policy: 'as-analyzed' }, [0.9]);
const minus = { times: 1, ratio: false };

test('the difference of two means, on the replicates of both, has the error of the paired differences', () => {
  const d = common.map((i) => errorsA[i]! - errorsB[i]!);
  const found = measurePair(of(a, 'bias'), of(b, 'bias'), minus);
  expect(found).toMatchObject({ n: 360 });
  expect(found.value).toBeCloseTo(mean(d), 12);
  expect(found.mcse).toBeCloseTo(sd(d) / Math.sqrt(d.length), 10);
  const twice = common.map((i) => errorsA[i]! - 2 * errorsB[i]!);
  expect(measurePair(of(a, 'bias'), of(b, 'bias'), { times: 2, ratio: false }).value).toBeCloseTo(mean(twice), 12);
});

// log RMSE ratio: statistics.md §7, Var g = var(e_B²/MSE_B − e_A²/MSE_A)/(4R)
test('the ratio of two RMSEs has the error of the delta method', () => {
  const [squaresA, squaresB] = [errorsA, errorsB].map((errors) => common.map((i) => errors[i]! * errors[i]!));
  const [mseA, mseB] = [mean(squaresA!), mean(squaresB!)];
  const ratio = Math.sqrt(mseA / mseB);
  const g = squaresA!.map((x, i) => x / mseA - squaresB![i]! / mseB);
  const found = measurePair(of(a, 'rmse'), of(b, 'rmse'), { times: 1, ratio: true });
  expect(found.value).toBeCloseTo(ratio, 12);
  // they differ by terms of order 1/n, a few thousandths at n = 360
  expect(Math.abs(found.mcse! / ((ratio * sd(g)) / (2 * Math.sqrt(g.length))) - 1)).toBeLessThan(0.01);
});

test('alone, a measure has its own formula; failures are counted', () => {
  const alone = of(b, 'bias');
  expect(alone).toMatchObject({ attempts: 400, failed: 40 });
  const own = common.map((i) => errorsB[i]!);
  expect(measureAlone(alone).mcse).toBeCloseTo(sd(own) / Math.sqrt(own.length), 12);
});

test('a share of 1 is not certain: Wilson says how far from it the truth may be', () => {
  const still = answersOf([0, 0, 0, 0, 0], () => 'ok');
  const covered = answersStatistic(still, { measure: 'coverage', level: 0, policy: 'as-analyzed' }, [0.9]);
  // Wilson's interval of 5 in 5 is [.5655, 1]
  expect(measureAlone(covered).mcse).toBeCloseTo((1 - 0.5655) / (2 * 1.96), 4);
  const strict = answersStatistic(b, { measure: 'coverage', level: 0, policy: 'strict' }, [0.9]);
  expect(strict.replicates).toHaveLength(400);
  expect(measureAlone(strict).value! * 400).toBeCloseTo(measureAlone({ ...covered, ...coverageOf(b) }).value! * 360, 9);
});

test('across channels: by hand', () => {
  const [first, second] = [answersOf([0.2, -0.2], () => 'ok'), answersOf([0.4, 0], () => 'ok')];
  const found = (measure: string) => measureAlone(channelsStatistic([first, second], { measure, level: 0 }, [0.9]));
  expect(found('mean_abs_relative_error').value).toBeCloseTo((0.2 + 0.2 + 0.4 + 0) / 4 / 2, 14);
  expect(found('mean_relative_error').value).toBeCloseTo((0.2 - 0.2 + 0.4 + 0) / 4 / 2, 14);
  // mean error of the sum over mean truth of the sum: (.6 − .2)/2 over 4
  expect(found('total_relative_bias').value).toBeCloseTo(0.05, 14);
  expect(found('mean_abs_relative_error').mcse).toBeCloseTo(sd([0.15, 0.05]) / Math.sqrt(2), 14);
  expect(found('coverage').value).toBe(1);
});

function coverageOf(answers: Answers) {
  return answersStatistic(answers, { measure: 'coverage', level: 0, policy: 'as-analyzed' }, [0.9]);
}

/** Truth 2 throughout, intervals of half-width 1. */
function answersOf(errors: readonly number[], statusOf: (i: number) => AttemptStatus): Answers {
  const rows = errors.map((error, replicate) => {
    const [digest, status, point] = [`d${replicate}`, statusOf(replicate), 2 + error];
    const effect = { point, se: 1, intervals: [[point - 1, point + 1] as const] };
    return {
      replicate,
      attempt: { digest, status, effects: [status === 'ok' ? effect : null] },
      truth: { digest, values: [2] },
    };
  });
  return packAnswers(rows, 1, 1)[0]!;
}
