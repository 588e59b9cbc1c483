import { z } from 'zod';
import { normalCdf, normalQuantile } from '../../core/distributions.ts';
import { normalPdf } from './normalPdf.ts';
import { type Expected, normalIntervals, oracle, truthSettings } from './oracle.ts';

const settingsSchema = z.strictObject({
  ...truthSettings,
  sd: z.number().gt(0).default(1),
  /** the fit is refused when its noise is above this many sd */
  cutoff: z.number().default(1),
});

type Settings = z.infer<typeof settingsSchema>;

/** Truth + N(0, sd), refused where the noise is above cutoff·sd, for all estimands at once: failures that depend on the
 *  data, so that the fits which succeed are biased though the estimator is not. */
export const failing = oracle<Settings>({
  id: 'oracle-failing',
  about: 'the truth plus noise, failing where the noise is large: what the failure policies must bound',
  settingsSchema,
  noiseOf: 'fit',
  answer: (truth, noise, { sd, cutoff }, levels) => {
    const draw = noise.normal();
    if (draw > cutoff) return null;
    const point = truth + sd * draw;
    return { point, se: sd, intervals: normalIntervals(point, sd, levels) };
  },
});

/** Noise Z given Z ≤ c: mean −φ(c)/Φ(c), variance 1 − cφ(c)/Φ(c) − (φ(c)/Φ(c))².
 *  Strict coverage counts a failure as a miss, its upper bound as a hit.
 *  @see Johnson, Kotz & Balakrishnan (1994), vol. 1, §10.1: truncated normal */
export function failingAnswers({ sd, cutoff }: Pick<Settings, 'sd' | 'cutoff'>, levels: readonly number[]): Expected[] {
  const kept = normalCdf(cutoff);
  const ratio = normalPdf(cutoff) / kept;
  const overall = (measure: string, expected: number): Expected => ({
    measure,
    policy: 'as-analyzed',
    level: null,
    expected,
  });
  const moments = [
    overall('bias', -sd * ratio),
    overall('mse', sd * sd * (1 - cutoff * ratio)),
    overall('empirical_se', sd * Math.sqrt(1 - cutoff * ratio - ratio * ratio)),
    overall('model_se', sd),
  ];
  const shares = levels.flatMap((level): Expected[] => {
    const z = normalQuantile((1 + level) / 2);
    const covered = Math.max(0, normalCdf(Math.min(z, cutoff)) - normalCdf(-z));
    return [
      { measure: 'coverage', policy: 'as-analyzed', level, expected: covered / kept },
      { measure: 'coverage', policy: 'strict', level, expected: covered },
      { measure: 'coverage', policy: 'strict-upper', level, expected: covered + 1 - kept },
    ];
  });
  return [...moments, ...shares];
}

/** Share of replicates that fail. */
export function failingShare(cutoff: number): number {
  return normalCdf(-cutoff);
}
