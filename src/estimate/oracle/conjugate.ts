import { z } from 'zod';
import { type Expected, normalIntervals, oracle, truthSettings } from './oracle.ts';

const settingsSchema = z.strictObject({
  ...truthSettings,
  /** sd of the one observation x = truth + N(0, sd) */
  sd: z.number().gt(0).default(1),
  /** the law that the truth was drawn from, or `flat` where it was not drawn */
  prior: z.union([z.literal('flat'), z.strictObject({ mean: z.number(), sd: z.number().gt(0) })]).default('flat'),
  /** independent draws from the exact posterior */
  draws: z.int().gte(1).default(99),
});

type Settings = z.infer<typeof settingsSchema>;

/** The exact posterior of a normal mean with known variance from one observation:
 *  precision 1/τ² + 1/σ², mean (μ/τ² + x/σ²)/precision. Where the truth is a draw from the prior, ranks are uniform and
 *  intervals cover at their level. Under a flat prior both hold for any fixed truth, as x − θ is a pivot.
 *  @see Gelman et al. (2013), Bayesian Data Analysis, §2.5 */
export const conjugate = oracle<Settings>({
  id: 'oracle-conjugate',
  about: 'the exact posterior of a normal mean, with draws: uniform ranks, nominal coverage',
  settingsSchema,
  answer: (truth, noise, { sd, prior, draws: count }, levels) => {
    const observed = truth + sd * noise.normal();
    const { mean, sd: width } = posterior(observed, sd, prior);
    const draws = Float64Array.from({ length: count }, () => mean + width * noise.normal());
    return { point: mean, se: width, intervals: normalIntervals(mean, width, levels), draws };
  },
});

function posterior(x: number, sd: number, prior: Settings['prior']): { readonly mean: number; readonly sd: number } {
  if (prior === 'flat') return { mean: x, sd };
  const priorPrecision = 1 / (prior.sd * prior.sd);
  const dataPrecision = 1 / (sd * sd);
  const precision = priorPrecision + dataPrecision;
  return { mean: (priorPrecision * prior.mean + dataPrecision * x) / precision, sd: Math.sqrt(1 / precision) };
}

/** Over truths drawn from the prior (any truths, if flat): errors are N(0, posterior variance). The mean CRPS is that of
 *  a normal forecast of its own law, posterior sd/√π, since the estimate from draws is unbiased. */
export function conjugateAnswers({ sd, prior }: Pick<Settings, 'sd' | 'prior'>, levels: readonly number[]): Expected[] {
  const width = posterior(0, sd, prior).sd;
  const overall = (measure: string, expected: number): Expected => ({
    measure,
    policy: 'as-analyzed',
    level: null,
    expected,
  });
  return [
    overall('bias', 0),
    overall('mse', width * width),
    overall('crps', width / Math.sqrt(Math.PI)),
    ...levels.map((level): Expected => ({ measure: 'coverage', policy: 'as-analyzed', level, expected: level })),
  ];
}
