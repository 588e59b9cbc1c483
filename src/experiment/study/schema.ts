import { z } from 'zod';
import { estimandKinds } from '../../dataset/estimand.ts';
import { primaryPolicies } from '../../score/policies/primary.ts';
import { adjustKeys } from '../adjust/schema.ts';
import { claimSchema } from '../claims/schema.ts';
import { decisionSchema } from '../decision/schema.ts';
import { replicatesSchema } from '../planning/schema.ts';
import { recordable } from '../readings/recordable.ts';
import { dataForms } from '../run/dataFor.ts';
import { estimandRequestsSchema } from './estimandRequest.ts';
import { marginsSchema } from './margins.ts';
import { slug } from './slug.ts';
import { sweepProblems } from './sweep.ts';

const scenario = z
  .union([
    z.string().min(1),
    z.strictObject({
      use: z.string().min(1).meta({ description: 'Name of a scenario, or the path of its file.' }),
      set: z
        .record(z.string(), z.unknown())
        .default({})
        .meta({ description: 'Values of the scenario by dotted path: `dials.confounding: 0.3`. `each:` sweeps.' }),
    }),
  ])
  .meta({ description: 'A scenario by name or path, with what is set in it.' });

const periods = z.int().min(2);
const periodsEntry = z
  .union([periods, z.array(periods).min(1), z.strictObject({ each: z.array(periods).min(1) }), z.literal('recorded')])
  .meta({ description: 'Sample sizes: periods of the estimation window. Recorded worlds have their own: `recorded`.' });

const dataForm = z.enum(dataForms);

const estimator = z
  .looseObject({
    use: z.string().min(1).meta({
      description: 'Id of an estimator, `external` for a program, or `./file.js` whose default export is an estimator.',
    }),
    aims: z
      .enum(estimandKinds)
      .optional()
      .meta({ description: 'The estimand this arm aims at, where the graph would say otherwise.' }),
    data: z
      .union([dataForm, z.strictObject({ each: z.array(dataForm).min(1) })])
      .optional()
      .meta({ description: 'Geo data as they are (default), or their national aggregate.' }),
    ...adjustKeys,
    scenarios: z
      .array(z.string())
      .min(1)
      .optional()
      .meta({ description: 'Names of the scenarios this arm runs on. Default: all of the study.' }),
    fallback: z
      .array(z.string().min(1))
      .min(1)
      .optional()
      .meta({ description: 'Arms that answer where this one fails, in order: policy `fallback`.' }),
  })
  .meta({ description: "An arm: its estimator and that estimator's settings. `each:` sweeps." });

/** The study file, as written. Defaults are filled in; sweeps are not yet expanded. */
export const studySchema = z
  .strictObject({
    name: slug.meta({ description: 'Names the study and its results folder.' }),
    question: z.string().optional().meta({ description: 'What the study asks, in a sentence.' }),
    scenarios: z.array(scenario).min(1, 'a study needs at least one scenario'),
    periods: periodsEntry,
    estimators: z
      .record(slug, estimator)
      .refine((arms) => Object.keys(arms).length > 0, { message: 'a study needs at least one estimator' }),
    estimands: estimandRequestsSchema.default(['roas.total']),
    decision: decisionSchema.optional(),
    replicates: replicatesSchema,
    levels: z
      .array(z.number().gt(0).lt(1))
      .min(1)
      .refine((levels) => new Set(levels).size === levels.length, { message: 'levels must differ' })
      .default([0.8, 0.95])
      .meta({ description: 'Levels of the intervals.' }),
    seed: z.int().min(0).meta({ description: 'Seed of the whole study; every stream is keyed by it.' }),
    policy: z
      .enum(primaryPolicies)
      .optional()
      .meta({ description: 'How failed fits count in its tables, declared beforehand. Default: as-analyzed.' }),
    margins: marginsSchema
      .optional()
      .meta({ description: 'What `plumbline compare` tolerates between two versions of this study.' }),
    full: z
      .strictObject({ replicates: z.int().min(1) })
      .optional()
      .meta({ description: 'The size of the source, which `verify --full` runs.' }),
    sources: z.array(z.string().min(1)).default([]).meta({ description: 'Where the claims come from.' }),
    record: z.array(z.enum(recordable)).optional().meta({
      description:
        "What rows keep beyond effects: `parameters`, the fits' own, in units of the world; `readings`, how each follows the outcome; `stability`, how its ROAS moves between windows.",
    }),
    claims: z.array(claimSchema).default([]).meta({ description: 'What must come out, written before the run.' }),
    limits: z
      .strictObject({
        seconds: z.number().positive().optional().meta({ description: 'Wall-clock time of one attempt.' }),
        megabytes: z
          .number()
          .positive()
          .optional()
          .meta({ description: 'Resident size of the process of one attempt.' }),
      })
      .default({})
      .meta({ description: 'Limits of one attempt, held by the parent process.' }),
    convergence: z
      .strictObject({ rhat: z.number().gt(1).default(1.05), ess_per_chain: z.number().positive().default(100) })
      .optional()
      .meta({ description: 'A fit beyond these limits is `nonconverged`. Default: as each estimator judges itself.' }),
  })
  .superRefine((study, context) => {
    for (const { path, message } of sweepProblems(study))
      context.addIssue({ code: 'custom', path: [...path], message });
  })
  .meta({ title: 'Plumbline study', description: 'Worlds × sample sizes × estimators × replicates.' });

export type StudyDocument = z.output<typeof studySchema>;
