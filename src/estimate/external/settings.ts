import { z } from 'zod';

/** A guess that suits a slow sampler; one that hangs costs this long a fit. */
const DEFAULT_SECONDS = 300;

/** Every channel and every control that the data hold. */
export const EVERYTHING = 'all-channels-and-controls';

/** Settings of `external`, as in YAML. What is under `settings` is the program's own, and handed on as it is. */
export const externalSettingsSchema = z.strictObject({
  command: z
    .array(z.string().min(1))
    .min(1, 'a program is needed: [python3, my-estimator.py]')
    .meta({ description: 'The program and its arguments; no shell reads them. It runs in the folder of the file.' }),
  mode: z
    .enum(['long-lived', 'per-fit'])
    .default('long-lived')
    .meta({ description: 'One process for many fits, or one for each.' }),
  send: z
    .enum(['arrays', 'csv'])
    .default('arrays')
    .meta({ description: 'The dataset as arrays in the question, or as the path of a CSV.' }),
  settings: z.record(z.string(), z.unknown()).default({}).meta({ description: "The program's own settings." }),
  conditions_on: z
    .union([z.literal(EVERYTHING), z.array(z.string())])
    .default(EVERYTHING)
    .meta({
      description: 'Channels and controls that stand in the outcome equation: they decide what the fit aims at.',
    }),
  models: z.array(z.string()).default([]).meta({ description: 'Mediators whose own response the program models.' }),
  seconds: z
    .number()
    .positive()
    .default(DEFAULT_SECONDS)
    .meta({ description: 'Limit of one fit, the start of the program included.' }),
  /** filled in: a changed program is another arm */
  source: z
    .string()
    .optional()
    .meta({ description: 'Hash of the files that the command names; filled in by Plumbline.' }),
});

export type ExternalSettings = z.output<typeof externalSettingsSchema>;
