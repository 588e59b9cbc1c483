import { z } from 'zod';
import { normalCdf, normalQuantile } from '../../core/distributions.ts';
import { normalPdf } from './normalPdf.ts';
import { type Expected, normalIntervals, oracle, truthSettings } from './oracle.ts';

const settingsSchema = z.strictObject({
  ...truthSettings,
  sd: z.number().gt(0).default(1),
  /** of the interval's width; 1 is honest */
  factor: z.number().gt(0).default(0.5),
});

type Settings = z.infer<typeof settingsSchema>;

/** Truth + N(0, sd) with a standard error and intervals k times as wide as is right: coverage is 2Φ(kz) − 1. */
export const shrunk = oracle<Settings>({
  id: 'oracle-shrunk',
  about: 'the truth plus noise, with intervals too narrow by a known factor',
  settingsSchema,
  answer: (truth, noise, { sd, factor }, levels) => {
    const point = truth + sd * noise.normal();
    return { point, se: factor * sd, intervals: normalIntervals(point, factor * sd, levels) };
  },
});

/** Errors are N(0, sd²). The interval score adds 4/(1 − level)·sd·E(Z − kz)₊ to the width. */
export function shrunkAnswers({ sd, factor }: Pick<Settings, 'sd' | 'factor'>, levels: readonly number[]): Expected[] {
  const overall = (measure: string, expected: number): Expected => ({
    measure,
    policy: 'as-analyzed',
    level: null,
    expected,
  });
  const moments = [
    overall('bias', 0),
    overall('mse', sd * sd),
    overall('empirical_se', sd),
    overall('model_se', factor * sd),
    overall('model_se_relative_error', factor - 1),
  ];
  const shares = levels.flatMap((level): Expected[] => {
    const kz = factor * normalQuantile((1 + level) / 2);
    const missed = normalCdf(-kz);
    const overshoot = sd * (normalPdf(kz) - kz * missed);
    const share = (measure: string, expected: number): Expected => ({
      measure,
      policy: 'as-analyzed',
      level,
      expected,
    });
    return [
      share('coverage', 1 - 2 * missed),
      share('noncoverage_below', missed),
      share('noncoverage_above', missed),
      share('bias_eliminated_coverage', 1 - 2 * missed),
      share('width', 2 * kz * sd),
      share('interval_score', 2 * kz * sd + (4 / (1 - level)) * overshoot),
    ];
  });
  return [...moments, ...shares];
}
