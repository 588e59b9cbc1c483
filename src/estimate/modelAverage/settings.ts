import { z } from 'zod';
import { candidatesSchema, listCandidates } from './candidates.ts';
import { candidateFindings, modelFindings } from './checks.ts';

/** Settings of `model-average`, as in YAML. */
export const modelAverageSettingsSchema = z
  .strictObject({
    /** which estimator fits each candidate: bayesian-linear, or bayesian-mmm */
    engine: z.enum(['linear', 'mmm']).default('linear'),
    candidates: candidatesSchema.optional(),
    combine: z.enum(['stacking', 'pseudo-bma', 'select']).default('stacking'),
    /** density of an observation given the others: in closed form (engine linear, its default), or by PSIS from draws */
    loo: z.enum(['exact', 'psis']).optional(),
    /** the engine's settings that all candidates share: all but their curves */
    model: z.record(z.string(), z.unknown()).default({}),
    /** draws of the mixture, on which points and intervals rest */
    draws: z.int().gte(100).default(1000),
  })
  .superRefine(({ engine, candidates, model, loo }, context) => {
    const report = (path: readonly (string | number)[], message: string) =>
      context.addIssue({ code: 'custom', path: [...path], message });
    if (engine === 'mmm' && loo === 'exact') report(['loo'], 'engine mmm has draws only: psis');
    for (const key of ['media', 'adstock', 'saturation'].filter((name) => name in model)) {
      report(['model', key], 'curves differ between candidates; say it there');
    }
    const list = listCandidates(engine, candidates);
    const shared = modelFindings(engine, model);
    for (const { path, message } of shared) report(['model', ...path], message);
    list.forEach((candidate, i) => {
      const at = candidates === undefined || 'adstock' in candidates ? ['candidates'] : ['candidates', i];
      const twin = list.findIndex(({ name }) => name === candidate.name);
      if (twin < i) report(at, `two candidates have the name "${candidate.name}"; give one of them another name`);
      // each candidate would say again what is wrong with all
      const own = shared.length > 0 ? [] : candidateFindings(engine, model, candidate);
      for (const { path, message } of own) report([...at, ...path], message);
    });
    if (list.length < 2) report(['candidates'], `received ${list.length} model; expected two or more`);
  });

export type ModelAverageSettings = z.infer<typeof modelAverageSettingsSchema>;
