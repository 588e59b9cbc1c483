import { z } from 'zod';
import { normalCdf, normalQuantile } from '../../core/distributions.ts';
import { type Expected, normalIntervals, oracle, truthSettings } from './oracle.ts';

const settingsSchema = z.strictObject({
  ...truthSettings,
  /** added to every true value */
  delta: z.number().default(0.5),
  /** of the noise; 0 for none */
  sd: z.number().gte(0).default(1),
});

type Settings = z.infer<typeof settingsSchema>;

/** Truth + δ + N(0, sd): the bias is δ. */
export const shifted = oracle<Settings>({
  id: 'oracle-shifted',
  about: 'the truth plus a constant and noise; its bias is the constant',
  settingsSchema,
  answer: (truth, noise, { delta, sd }, levels) => {
    const point = truth + delta + sd * noise.normal();
    return { point, se: sd, intervals: normalIntervals(point, sd, levels) };
  },
});

/** Errors are N(δ, sd²), and an interval of half-width z·sd holds 0 when |δ/sd + Z| ≤ z. */
export function shiftedAnswers({ delta, sd }: Pick<Settings, 'delta' | 'sd'>, levels: readonly number[]): Expected[] {
  const overall = (measure: string, expected: number): Expected => ({
    measure,
    policy: 'as-analyzed',
    level: null,
    expected,
  });
  const moments = [
    overall('bias', delta),
    overall('mse', delta * delta + sd * sd),
    overall('rmse', Math.sqrt(delta * delta + sd * sd)),
    overall('empirical_se', sd),
    overall('model_se', sd),
  ];
  const shares = levels.flatMap((level): Expected[] => {
    if (sd === 0) return [];
    const z = normalQuantile((1 + level) / 2);
    const below = normalCdf(-delta / sd - z);
    const above = normalCdf(delta / sd - z);
    const share = (measure: string, expected: number): Expected => ({
      measure,
      policy: 'as-analyzed',
      level,
      expected,
    });
    return [
      share('coverage', 1 - below - above),
      // the truth lies below the interval when the estimate is far above it
      share('noncoverage_below', above),
      share('noncoverage_above', below),
      share('bias_eliminated_coverage', level),
      share('width', 2 * z * sd),
    ];
  });
  return [...moments, ...shares];
}
