import { normalQuantile } from '../core/distributions.ts';
import { exp } from '../core/math.ts';
import { openStream } from '../core/random/stream.ts';
import type { EffectScore } from '../score/types.ts';
import type { ComparedRow, Version } from './types.ts';

const levels = [0.8, 0.95];

/** Standard deviation of an estimate, as a share of the truth. */
const SPREAD = 0.3;

export type Size = {
  readonly replicates: number;
  readonly cells?: number;
  readonly channels?: number;
  /** of the data */
  readonly seed?: number;
};

/** What a candidate does to an answer: standard normal draws of its own, error of the answer in standard errors. */
export type Change = (
  effect: EffectScore,
  context: { readonly normal: () => number; readonly error: number; readonly truth: number; readonly channel: number },
) => EffectScore | null;

/** Rows of an arm whose estimates are normal about the truth and whose intervals have their nominal coverage, made without data
 *  or fits. Cells and channels of a replicate share half of the variance of their errors.
 *  @param change what is planted; null makes the fit fail
 *  @param ownStream keys the candidate's own draws */
export function syntheticVersion(
  label: string,
  size: Size,
  change?: Change,
  ownStream: string | number = label,
): Version {
  const { replicates, cells = 1, channels = 1, seed = 1 } = size;
  const rowsOf = (cell: number): readonly ComparedRow[] => {
    const [shared, data] = [openStream([seed, 'shared']), openStream([seed, cell, 'data'])];
    const { normal } = openStream([seed, cell, ownStream]);
    return Array.from({ length: replicates }, (_, replicate) => {
      const common = shared.normal();
      const drawn = Array.from({ length: channels }, (_, channel) => {
        const truth = exp(0.1 * data.normal());
        const error = (common + data.normal()) * Math.SQRT1_2;
        const effect = answer(truth + SPREAD * error, SPREAD);
        return { truth, effect: change ? change(effect, { normal, error, truth, channel }) : effect };
      });
      const effects = drawn.map(({ effect }) => effect);
      const failed = effects.includes(null);
      return {
        ...{ replicate, digest: `data ${seed}/${cell}/${replicate}`, status: failed ? 'refused' : 'ok' },
        truth: drawn.map(({ truth }) => truth),
        effects: failed ? effects.map(() => null) : effects,
        decision: null,
      };
    });
  };
  const arms = Array.from({ length: cells }, (_, cell) => {
    const rows = rowsOf(cell);
    return {
      ...{ cell: `world-${cell}`, arm: 'ols' },
      questions: Array.from({ length: channels }, (_, k) => ({ channel: `x${k}`, estimand: 'roas.total[0..51+0]' })),
      rows: () => rows,
    };
  });
  return { label, levels, arms };
}

const HALVES = levels.map((level) => normalQuantile((1 + level) / 2));

function answer(point: number, se: number): EffectScore {
  return {
    point,
    se,
    intervals: levels.map((_, i) => {
      const half = HALVES[i]! * se;
      return [point - half, point + half] as const;
    }),
  };
}

const shifted = (effect: EffectScore, by: number): EffectScore => ({
  ...effect,
  point: effect.point + by,
  intervals: effect.intervals.map(([lower, upper]) => [lower + by, upper + by] as const),
});

const widened = (effect: EffectScore, by: number): EffectScore => ({
  ...effect,
  se: effect.se! * by,
  intervals: effect.intervals.map(([lower, upper]) => {
    const [center, half] = [(lower + upper) / 2, ((upper - lower) / 2) * by];
    return [center - half, center + half] as const;
  }),
});

/** What `plumbline compare` is tried on. */
export const planted = {
  /** other random streams of the estimator's own, whose noise is so many standard errors */
  streams:
    (noise: number): Change =>
    (effect, { normal }) =>
      widened(shifted(effect, noise * SPREAD * normal()), exp(noise * normal())),
  /** a share of the truth */
  bias:
    (share: number): Change =>
    (effect, { truth }) =>
      shifted(effect, share * truth),
  width:
    (factor: number): Change =>
    (effect) =>
      widened(effect, factor),
  /** a share of the error's variance drawn anew: neither better nor worse */
  redrawn:
    (share: number): Change =>
    (effect, { normal, error }) =>
      shifted(effect, SPREAD * ((Math.sqrt(1 - share) - 1) * error + Math.sqrt(share) * normal())),
  /** of the fits whose first estimate is too high, twice the share fail */
  failures:
    (share: number): Change =>
    (effect, { normal, error, channel }) =>
      channel === 0 && error > 0 && normal() < normalQuantile(2 * share) ? null : effect,
} as const;

/** The version with its rows changed. */
export function withRows(version: Version, change: (row: ComparedRow) => ComparedRow | null): Version {
  const arms = version.arms.map((arm) => ({
    ...arm,
    rows: () => [...arm.rows()].flatMap((row) => change(row) ?? []),
  }));
  return { ...version, arms };
}

/** Every point replaced, with an error of its own chains where one is given. */
export const mapPoints =
  (change: (point: number, row: ComparedRow) => number, mcse?: number) => (row: ComparedRow) => ({
    ...row,
    effects: row.effects.map(
      (effect) => effect && { ...effect, point: change(effect.point, row), ...(mcse ? { mcse } : {}) },
    ),
  });
