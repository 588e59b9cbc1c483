import { expect, test } from 'vitest';
import { normalCdf, normalQuantile } from '../core/distributions.ts';
import { exp, lgamma } from '../core/math.ts';
import { gamma } from '../core/random/draws.ts';
import { openStream, type Stream } from '../core/random/stream.ts';
import type { Estimand } from '../dataset/estimand.ts';
import type { Effect, Estimate } from '../estimate/contract.ts';
import { aggregate } from './aggregate.ts';
import type { CellRow } from './answers.ts';
import type { Score } from './measures/measure.ts';
import { measures } from './measures/registry.ts';
import { pairedDifference } from './paired/difference.ts';
import { relativePrecision } from './paired/relativePrecision.ts';
import { scoreAttempt } from './scoreAttempt.ts';
import { type KnownAnswer, selfCheck, zLimit } from './selfCheck.ts';
import type { Performance } from './types.ts';

/** Oracles whose every measure is known in closed form, through scoreAttempt and aggregate, at 10,000 replicates: each
 *  value within 4.5 of its own Monte Carlo errors. @see statistics.md §8 */
const replicates = 10_000;
const levels = [0.5, 0.95];
const sd = 0.5;
const estimands = ['tv', 'search'].map(
  (channel): Estimand => ({ channel, kind: 'roas.total', window: [0, 51], tail: 0 }),
);
const z = (level: number) => normalQuantile((1 + level) / 2);
const normalPdf = (x: number) => exp(-0.5 * x * x) / Math.sqrt(2 * Math.PI);
/** E(X − c)₊ for X normal */
const excess = (mean: number, c: number) => (mean - c) * normalCdf((mean - c) / sd) + sd * normalPdf((mean - c) / sd);

type Known = Omit<KnownAnswer, 'arm' | 'channel'>;
type Answer = Omit<Effect, 'estimand'>;
type Oracle = {
  readonly truth: (stream: Stream) => readonly [tv: number, search: number];
  readonly answer: (truth: number, stream: Stream) => Answer | null;
  /** for tv */
  readonly known: readonly Known[];
  readonly rank?: number;
};

const moving = (stream: Stream) => [2 + 0.3 * stream.normal(), 1] as const;
const still = () => [0.5, 0.2] as const;
const prior = (stream: Stream) => [1 + stream.normal(), 1 + stream.normal()] as const;

const oracles: Readonly<Record<string, Oracle>> = {
  /** truth + δ + noise, δ = 0.3 */
  shifted: {
    truth: moving,
    answer: (truth, stream) => ({
      ...around(truth + 0.3 + sd * stream.normal(), sd),
      mcse: 0.02 + 0.04 * stream.uniform(),
    }),
    known: [
      overall('mean_truth', 2),
      overall('mean_estimate', 2.3),
      overall('bias', 0.3),
      overall('relative_bias', 0.15),
      overall('empirical_se', sd),
      overall('mse', 0.34),
      overall('rmse', Math.sqrt(0.34)),
      overall('model_se', sd),
      overall('model_se_relative_error', 0),
      // E mcse² = 0.04² + 0.04²/12
      overall('mcmc_error_share', Math.sqrt((0.0016 + 0.0016 / 12) / 0.34)),
      ...levels.flatMap((level) => {
        const half = z(level) * sd;
        return [
          at(level, 'coverage', normalCdf((half - 0.3) / sd) - normalCdf((-half - 0.3) / sd)),
          at(level, 'noncoverage_below', normalCdf((0.3 - half) / sd)),
          at(level, 'noncoverage_above', normalCdf((-0.3 - half) / sd)),
          at(level, 'bias_eliminated_coverage', level),
          at(level, 'width', 2 * half),
          at(level, 'interval_score', 2 * half + (2 / (1 - level)) * (excess(0.3, half) + excess(-0.3, half))),
        ];
      }),
    ],
  },
  /** intervals half as wide as they should be */
  shrunk: {
    truth: moving,
    answer: (truth, stream) => around(truth + sd * stream.normal(), sd / 2),
    known: [
      overall('model_se_relative_error', -0.5),
      ...levels.map((level) => at(level, 'coverage', 2 * normalCdf(z(level) / 2) - 1)),
    ],
  },
  /** claimed variance sd²·χ²₁₀/10: E √(χ²₁₀/10) = √(2/10)·Γ(5.5)/Γ(5) */
  estimated: {
    truth: moving,
    answer: (truth, stream) => around(truth + sd * stream.normal(), sd * Math.sqrt(gamma(stream, 5, 5))),
    known: [
      overall('model_se', sd),
      overall('model_se_relative_error', 0),
      ...levels.map((level) => at(level, 'width', 2 * z(level) * sd * Math.sqrt(0.2) * exp(lgamma(5.5) - lgamma(5)))),
    ],
  },
  /** θ ~ N(1, 1), y | θ ~ N(θ, 0.5²): the posterior is N((y + 0.25)/1.25, 0.2), its mean CRPS √(0.2/π) */
  conjugate: {
    truth: prior,
    answer: (truth, stream) => {
      const center = (truth + 0.5 * stream.normal() + 0.25) / 1.25;
      const draws = Float64Array.from({ length: 19 }, () => center + Math.sqrt(0.2) * stream.normal());
      return { ...around(center, Math.sqrt(0.2)), draws };
    },
    known: [
      overall('bias', 0),
      overall('empirical_se', Math.sqrt(0.2)),
      overall('crps', Math.sqrt(0.2 / Math.PI)),
      ...levels.map((level) => at(level, 'coverage', level)),
    ],
  },
  /** one effect of one standard error, 0.5, the other of 0.2: significant estimates overstate and may have the wrong sign */
  weak: {
    truth: still,
    answer: (truth, stream) => around(truth + sd * stream.normal(), sd),
    known: levels.flatMap((level) => {
      const above = normalCdf(1 - z(level));
      const below = normalCdf(-1 - z(level));
      const size = above - below + normalPdf(z(level) - 1) + normalPdf(z(level) + 1);
      return [at(level, 'sign_error', below / (above + below)), at(level, 'exaggeration', size / (above + below))];
    }),
    rank: normalCdf(0.3 / (sd * Math.SQRT2)),
  },
  /** refused where the noise of either channel is above 1: failures that depend on the data */
  failing: {
    truth: moving,
    answer: (truth, stream) => {
      const noise = stream.normal();
      return noise > 1 ? null : around(truth + sd * noise, sd);
    },
    known: [
      overall('bias', (-sd * normalPdf(1)) / normalCdf(1)),
      ...levels.flatMap((level) => {
        const covered = (normalCdf(Math.min(1, z(level))) - normalCdf(-z(level))) / normalCdf(1);
        const succeeds = normalCdf(1) * normalCdf(1);
        return [
          at(level, 'coverage', covered),
          { ...at(level, 'coverage', covered * succeeds), policy: 'strict' as const },
          { ...at(level, 'coverage', covered * succeeds + 1 - succeeds), policy: 'strict-upper' as const },
        ];
      }),
    ],
  },
};

const rows: Readonly<Record<string, readonly CellRow[]>> = Object.fromEntries(
  Object.entries(oracles).map(([arm, oracle]) => [
    arm,
    Array.from({ length: replicates }, (_, i) => attempt(arm, oracle, i)),
  ]),
);
const performance: readonly Performance[] = Object.keys(oracles).flatMap((arm) =>
  aggregate({ cell: 'oracle', arm, levels, estimands, targets: ['on', 'on'], rows: rows[arm]! }),
);
const answers: readonly KnownAnswer[] = Object.entries(oracles).flatMap(([arm, { known, rank }]) => [
  ...known.map((each) => ({ arm, channel: 'tv', ...each })),
  ...(rank === undefined ? [] : [{ arm, channel: '*', measure: 'rank_accuracy', level: null, expected: rank }]),
]);

test.each(Object.keys(oracles))('%s comes out as known', (arm) => {
  const { passed, lines } = selfCheck(
    performance,
    answers.filter((answer) => answer.arm === arm),
  );
  expect(passed, lines.join('\n')).toBe(true);
});

test('together they check every measure, with at most 200 checks', () => {
  const checked = new Set(answers.map(({ measure }) => measure));
  expect([...Object.keys(measures), 'rank_accuracy'].filter((id) => !checked.has(id))).toEqual([]);
  expect(answers.length).toBeLessThanOrEqual(200);
});

test('a wrong answer is found out: nominal coverage is not what the shrunk intervals have', () => {
  const wrong = { arm: 'shrunk', channel: 'tv', measure: 'coverage', level: 0.95, expected: 0.95 };
  expect(selfCheck(performance, [wrong]).passed).toBe(false);
});

test('ranks of the truth among exact posterior draws are uniform on 0..19', () => {
  const counts = new Array<number>(20).fill(0);
  for (const { attempt } of rows.conjugate!) counts[attempt.effects[0]!.rank![0]]!++;
  const expected = replicates / 20;
  const chiSquared = counts.reduce((total, count) => total + ((count - expected) * (count - expected)) / expected, 0);
  // χ² with 19 degrees of freedom exceeds 57 with probability 1e-5
  expect(chiSquared).toBeLessThan(57);
});

test('paired measures: two arms whose errors share a part', () => {
  const stream = openStream(['oracles.test', 'paired']);
  const common = Float64Array.from({ length: replicates }, () => stream.normal());
  const a = common.map((x) => 0.1 + x + stream.normal());
  const b = common.map((x) => 0.3 + x);
  expectKnown(relativePrecision(a, b), 1);
  expectKnown(pairedDifference(a, b), 0.2);
  expectKnown(pairedDifference(a.map(square), b.map(square)), 1.09 - 2.01);
});

function attempt(arm: string, oracle: Oracle, replicate: number): CellRow {
  const stream = openStream(['oracles.test', arm, replicate]);
  const values = oracle.truth(stream);
  const effects = estimands.map((estimand, k) => {
    const answer = oracle.answer(values[k]!, stream);
    return answer === null ? null : { estimand, ...answer };
  });
  const estimate: Estimate = effects.includes(null)
    ? { status: 'refused', reason: 'unsupported', detail: 'fails on this draw' }
    : { status: 'ok', effects, fitted: new Float64Array(0), parameters: [], diagnostics: {} };
  const digest = `${replicate}`;
  return {
    replicate,
    attempt: { digest, ...scoreAttempt(estimate, { estimands, values }, levels, stream) },
    truth: { digest, values },
  };
}

function around(point: number, se: number): Answer {
  const intervals = levels.map((level) => ({ level, lower: point - z(level) * se, upper: point + z(level) * se }));
  return { point, se, intervals };
}

function overall(measure: string, expected: number): Known {
  return { measure, level: null, expected };
}

function at(level: number, measure: string, expected: number): Known {
  return { measure, level, expected };
}

function square(x: number): number {
  return x * x;
}

function expectKnown({ value, mcse }: Score, expected: number): void {
  expect(Math.abs(value! - expected) / mcse!).toBeLessThan(zLimit);
}
