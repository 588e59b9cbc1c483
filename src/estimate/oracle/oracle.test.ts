import { expect, test } from 'vitest';
import { openStream } from '../../core/random/stream.ts';
import { mean, sd } from '../../core/stats.ts';
import { estimandKey } from '../../dataset/estimand.ts';
import type { Effect, Estimate, Estimator } from '../contract.ts';
import { checkEstimate } from '../contractCheck.ts';
import { testDataset, testRequest } from '../testData.ts';
import { conjugate } from './conjugate.ts';
import {
  conjugateAnswers,
  type Expected,
  failingAnswers,
  failingShare,
  normalAnswers,
  shiftedAnswers,
  shrunkAnswers,
} from './expected.ts';
import { failing } from './failing.ts';
import { normal } from './normal.ts';
import { shifted } from './shifted.ts';
import { shrunk } from './shrunk.ts';

const { dataset } = testDataset({ tv: 1 }, { periods: 4 });
const request = testRequest('tv', ['roas.total', 'roas.direct'], [0, 3], 0);
const { levels } = request;
const keys = request.estimands.map((estimand) => `tv|${estimandKey(estimand)}`);
const replicates = 4000;

type Row = { readonly truth: number; readonly effect: Effect | null };

/** The first estimand of every replicate; `truth` draws it. */
function rowsOf<S>(
  oracle: Estimator<S>,
  settings: object,
  truth: (draw: number) => number = () => 3,
  count = replicates,
): readonly Row[] {
  return Array.from({ length: count }, (_, replicate) => {
    const theta = truth(openStream(['oracle.test', 'truth', replicate]).normal());
    const parsed = oracle.settingsSchema.parse({ ...settings, effects: { [keys[0]!]: theta, [keys[1]!]: -7 } });
    const stream = (role: string) => openStream(['oracle.test', oracle.id, replicate, role]);
    const estimate = checkEstimate(oracle.fit(dataset, parsed, { ...request, stream }) as Estimate, request, 4);
    if (estimate.status !== 'ok' && estimate.status !== 'refused') throw new Error(JSON.stringify(estimate));
    return { truth: theta, effect: estimate.status === 'ok' ? estimate.effects[0]! : null };
  });
}

const at = (level: number | null) => levels.indexOf(level ?? Number.NaN);

/** Per-replicate values whose mean is the measure; written here again, on purpose apart from src/score. */
const samples: Readonly<Record<string, (row: Row & { readonly effect: Effect }, level: number | null) => number>> = {
  bias: ({ effect, truth }) => effect.point - truth,
  mse: ({ effect, truth }) => (effect.point - truth) * (effect.point - truth),
  model_se: ({ effect }) => effect.se!,
  coverage: ({ effect, truth }, level) => {
    const { lower, upper } = effect.intervals[at(level)]!;
    return lower <= truth && truth <= upper ? 1 : 0;
  },
  noncoverage_below: ({ effect, truth }, level) => (truth < effect.intervals[at(level)]!.lower ? 1 : 0),
  noncoverage_above: ({ effect, truth }, level) => (truth > effect.intervals[at(level)]!.upper ? 1 : 0),
  width: ({ effect }, level) => effect.intervals[at(level)]!.upper - effect.intervals[at(level)]!.lower,
  interval_score: ({ effect, truth }, level) => {
    const { lower, upper } = effect.intervals[at(level)]!;
    return upper - lower + (2 / (1 - level!)) * (Math.max(0, lower - truth) + Math.max(0, truth - upper));
  },
  crps: ({ effect, truth }) => {
    const x = [...effect.draws!].sort((a, b) => a - b);
    const m = x.length;
    const spread = x.reduce((total, value, i) => total + (2 * i + 1 - m) * value, 0) / (m * (m - 1));
    return mean(x.map((value) => Math.abs(value - truth))) - spread;
  },
};

/** Every known answer within 4.5 standard errors of a mean over the replicates. Streams are fixed, so this never flakes. */
function agrees(rows: readonly Row[], answers: readonly Expected[]): void {
  for (const { measure, policy, level, expected } of answers) {
    const sample = samples[measure];
    if (sample === undefined) continue;
    const values = rows.flatMap(({ truth, effect }) => {
      if (effect !== null) return [sample({ truth, effect }, level)];
      if (policy === 'as-analyzed') return [];
      return [policy === 'strict' ? 0 : 1];
    });
    const error = Math.max(sd(values) / Math.sqrt(values.length), 1e-12);
    const z = (mean(values) - expected) / error;
    expect(Math.abs(z), `${measure} ${policy} ${level}: ${mean(values)} for ${expected}`).toBeLessThan(4.5);
  }
}

test('shifted: its bias is the shift, and coverage falls as it must', () => {
  const settings = { delta: 0.7, sd: 0.5 };
  agrees(rowsOf(shifted, settings), shiftedAnswers(settings, levels));
  const still = { delta: 0.7, sd: 0 };
  const rows = rowsOf(shifted, still);
  expect(rows[0]!.effect).toMatchObject({ point: 3.7, se: 0, intervals: [{ lower: 3.7, upper: 3.7 }, {}] });
  agrees(rows, shiftedAnswers(still, levels));
});

test('normal: unbiased, nominal coverage', () => {
  const answers = normalAnswers({ sd: 2 }, levels);
  agrees(rowsOf(normal, { sd: 2 }), answers);
  const coverage = answers.filter(({ measure }) => measure === 'coverage');
  expect(coverage.map(({ level, expected }) => expected - level!)).toEqual([
    expect.closeTo(0, 12),
    expect.closeTo(0, 12),
  ]);
});

test('shrunk by half: coverage 2Φ(z/2) − 1, which is .6729 at .95 (R: 2*pnorm(qnorm(.975)/2)-1)', () => {
  const settings = { sd: 1.5, factor: 0.5 };
  const answers = shrunkAnswers(settings, levels);
  agrees(rowsOf(shrunk, settings), answers);
  expect(answers.find(({ measure, level }) => measure === 'coverage' && level === 0.95)!.expected).toBeCloseTo(
    0.67288,
    4,
  );
});

test('failing: biased where it succeeds, bounded by the strict policies', () => {
  const settings = { sd: 2, cutoff: 0.8 };
  const rows = rowsOf(failing, settings);
  agrees(rows, failingAnswers(settings, levels));
  const errors = rows.flatMap(({ truth, effect }) => (effect === null ? [] : [effect.point - truth]));
  const known = failingAnswers(settings, levels).find(({ measure }) => measure === 'empirical_se')!.expected;
  // 4.5 standard errors of a standard deviation; the kurtosis of a truncated normal is below 3.6
  expect(Math.abs(sd(errors) / known - 1)).toBeLessThan(4.5 * Math.sqrt(2.6 / (4 * errors.length)));
  const share = failingShare(0.8);
  const failed = 1 - errors.length / replicates;
  expect(Math.abs(failed - share)).toBeLessThan(4.5 * Math.sqrt((share * (1 - share)) / replicates));
});

test('conjugate: uniform ranks and nominal coverage when the truth is drawn from its prior, or the prior is flat', () => {
  const prior = { mean: 1, sd: 0.5 };
  for (const [settings, truth] of [
    [{ sd: 0.8, prior }, (draw: number) => prior.mean + prior.sd * draw],
    [{ sd: 0.8, prior: 'flat' as const }, () => 3],
  ] as const) {
    const rows = rowsOf(conjugate, { ...settings, draws: 9 }, truth);
    agrees(rows, conjugateAnswers(settings, levels));
    const counts = new Float64Array(10);
    for (const { truth: theta, effect } of rows) counts[effect!.draws!.filter((x) => x < theta).length]! += 1;
    const chiSquared = counts.reduce((sum, count) => sum + ((count - 400) * (count - 400)) / 400, 0);
    // R: qchisq(1 - 6.8e-6, 9) = 39.9, the two-sided probability of |z| > 4.5
    expect(chiSquared).toBeLessThan(39.9);
  }
});

test('conjugate posterior by hand: prior N(0, 1), x ~ N(θ, 1) gives N(x/2, 1/2)', () => {
  const [row] = rowsOf(conjugate, { sd: 1, prior: { mean: 0, sd: 1 } }, undefined, 1);
  const flat = rowsOf(conjugate, { sd: 1, prior: 'flat' }, undefined, 1)[0]!;
  expect(row!.effect!.point).toBeCloseTo(flat.effect!.point / 2, 12);
  expect(row!.effect!.se).toBeCloseTo(Math.sqrt(0.5), 12);
});

test('an oracle without the truth is an error; an undefined true effect is not answered', () => {
  const fit = (effects?: Readonly<Record<string, number | null>>) =>
    normal.fit(dataset, { sd: 1, ...(effects === undefined ? {} : { effects }) }, request) as Estimate;
  expect(fit()).toEqual({ status: 'error', detail: 'oracle-normal: effects: the true values were not given' });
  expect(fit({ [keys[0]!]: null, [keys[1]!]: 2 })).toMatchObject({ status: 'ok', effects: [null, { estimand: {} }] });
});

test('asking for one estimand more leaves the others’ draws as they are', () => {
  const parsed = { sd: 1, effects: { [keys[0]!]: 1, [keys[1]!]: 1 } };
  const both = normal.fit(dataset, parsed, request) as Extract<Estimate, { status: 'ok' }>;
  const second = { ...request, estimands: request.estimands.slice(1) };
  const alone = normal.fit(dataset, parsed, second) as Extract<Estimate, { status: 'ok' }>;
  expect(alone.effects[0]).toEqual(both.effects[1]);
});
