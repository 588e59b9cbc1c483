import { z } from 'zod';
import { formatProblem } from '../../core/errors.ts';
import type { PriorSpec } from '../../core/prior.ts';
import { priorProblem } from '../../inference/priors/prior.ts';
import { adstocks, saturations } from '../../media/registry.ts';
import {
  type AdstockChoice,
  adstockChoiceSchema,
  type SaturationChoice,
  saturationChoiceSchema,
} from '../../media/resolve.ts';
import type { Adstock, Saturation } from '../../media/types.ts';
import { columnSettings } from '../columns.ts';
import { liftTestsSchema } from '../liftTests/settings.ts';
import { errorModels } from './errors/registry.ts';
import { hierarchySettings } from './hierarchy/settings.ts';
import { liftConflicts } from './lift/conflicts.ts';
import { priorDomainProblem } from './priorDomain.ts';
import { roasPriorConflicts } from './roas/priors.ts';
import { roasPriorSchema } from './roas/settings.ts';

/** A prior as a list: its family, then its numbers. */
export const priorSchema = z
  .tuple([z.string()], z.number())
  .superRefine((spec, context) => {
    const problem = priorProblem(spec as PriorSpec, '');
    // zod has no place for a guess beside the message
    if (problem !== null) context.addIssue({ code: 'custom', message: formatProblem({ ...problem, path: '' }) });
  })
  .transform((spec) => spec as PriorSpec);

/** A choice that was read before goes back to its YAML form, so that parsed settings can be parsed again. */
const isChoice = (value: unknown): value is SaturationChoice =>
  typeof value === 'object' && value !== null && 'curve' in value;
const adstockYaml = ({ curve, maxLag, normalize }: AdstockChoice) =>
  curve === 'none' ? curve : { [curve]: { max_lag: maxLag, normalize } };

const adstock = z.preprocess(
  (value) => (isChoice(value) ? adstockYaml(value as AdstockChoice) : (value ?? { geometric: {} })),
  adstockChoiceSchema,
);
const saturation = z.preprocess(
  (value) => (isChoice(value) ? value.curve : (value ?? 'logistic')),
  saturationChoiceSchema,
);

/** How long to sample. Study arms usually want fewer draws than one fit that somebody will read. */
export const samplerSchema = z.strictObject({
  chains: z.int().min(1).max(64).default(4),
  warmup: z.int().min(20).default(200),
  draws: z.int().min(4).default(1000),
  /** chains go on in rounds of `draws` until the fit converged by its limits, up to so many; without it, four rounds */
  max_draws: z.int().min(4).optional(),
  metric: z.enum(['dense', 'diagonal']).default('dense'),
  target_acceptance: z.number().gt(0).lt(1).default(0.9),
  max_depth: z.int().min(1).max(20).default(10),
  /** work budget of one fit, all chains together; past it the fit is `nonconverged` */
  max_gradients: z.int().min(1).default(20_000_000),
});

/** Limits beyond which a fit is `nonconverged` (statistics.md §4). */
export const convergenceSchema = z.strictObject({
  rhat: z.number().gt(1).default(1.05),
  ess_per_chain: z.number().positive().default(100),
});

/** The curves that the settings name. */
export function curvesOf(settings: { readonly adstock: AdstockChoice; readonly saturation: SaturationChoice }): {
  readonly adstock: Adstock;
  readonly saturation: Saturation;
} {
  return {
    adstock: adstocks[settings.adstock.curve as keyof typeof adstocks],
    saturation: saturations[settings.saturation.curve as keyof typeof saturations],
  };
}

/** Settings of `bayesian-mmm`, as in YAML. Priors are on the scaled data: spend by its largest value, outcome by its largest
 *  absolute value, controls centered and divided by their standard deviation. */
export const bayesianSettingsSchema = z
  .strictObject({
    ...columnSettings,
    adstock,
    saturation,
    order: z.enum(['adstock-first', 'saturation-first']).default('adstock-first'),
    errors: z.enum(Object.keys(errorModels) as [keyof typeof errorModels]).default('normal'),
    /** by parameter (`alpha`) or by parameter and channel or control (`alpha[tv]`) */
    priors: z.record(z.string(), priorSchema).default({}),
    /** a prior on every channel's ROAS, by strength and center, in place of one on its β */
    roas_prior: roasPriorSchema.optional(),
    /** experiments that measured a channel's effect */
    lift_tests: liftTestsSchema.optional(),
    /** for data with several geos */
    hierarchy: hierarchySettings.prefault({}),
    sampler: samplerSchema.prefault({}),
    convergence: convergenceSchema.prefault({}),
    /** also compute PSIS-LOO and WAIC */
    loo: z.boolean().default(false),
  })
  .superRefine((settings, context) => {
    const parts = { ...curvesOf(settings), errors: errorModels[settings.errors] };
    for (const [name, spec] of Object.entries(settings.priors)) {
      const message = priorDomainProblem(name, spec, parts);
      if (message !== null) context.addIssue({ code: 'custom', path: ['priors', name], message });
    }
    for (const { path, message } of [...roasPriorConflicts(settings), ...liftConflicts(settings)]) {
      context.addIssue({ code: 'custom', path: [...path], message });
    }
  });

export type BayesianSettings = z.infer<typeof bayesianSettingsSchema>;
