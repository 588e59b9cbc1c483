import { z } from 'zod';
import { dataSpecSchema } from '../../dataset/spec.ts';

const column = (name: string, description: string) => z.string().min(1).default(name).meta({ description });

/** A recorded world, as written: datasets made elsewhere and what is known of their truth. @see docs/methods/recorded-worlds.md */
export const recordedSchema = z
  .strictObject({
    kind: z.literal('recorded').meta({ description: 'Data made elsewhere, not simulated here.' }),
    name: z.string().regex(/^[A-Za-z0-9][\w.-]*$/, 'a name is letters, digits, dots, dashes and underscores'),
    about: z.string().min(1).optional().meta({ description: 'Who made the data and how, in a sentence or two.' }),
    sources: z.array(z.string()).default([]).meta({ description: 'Where they are from.' }),
    folder: z.string().min(1).default('.').meta({ description: 'Where the files lie, from the folder of this file.' }),
    datasets: z
      .union([z.string().min(1), z.array(z.string().min(1)).min(1)])
      .default('data-*.csv')
      .meta({ description: 'The CSVs, one a replicate, in this order; or a pattern with one *, in order of name.' }),
    data: dataSpecSchema.meta({ description: 'What the columns are, as in a fit file.' }),
    truth: z
      .strictObject({
        file: z
          .union([z.string().min(1), z.array(z.string().min(1)).min(1)])
          .default('truth.csv')
          .meta({ description: 'One or more CSVs of true values, from the same folder.' }),
        columns: z
          .strictObject({
            dataset: column('dataset', 'Name of the CSV that the row is about.'),
            channel: column('channel', 'Channel.'),
            estimand: z
              .string()
              .min(1)
              .optional()
              .meta({ description: 'Kind or full name of the estimand. Default: `estimand`, if there is one.' }),
            value: column('value', 'The true value; empty where it is not defined.'),
          })
          .prefault({}),
        estimand: z
          .string()
          .min(1)
          .optional()
          .meta({ description: 'What the values are, where no column says so: `roas.total[0..155+0]`.' }),
        channels: z
          .record(z.string(), z.string())
          .default({})
          .meta({ description: 'Channels that the truth calls otherwise: its name, then that of the column.' }),
      })
      .prefault({}),
  })
  .meta({ title: 'Plumbline recorded world', description: 'A folder of datasets made elsewhere, with their truth.' });

export type RecordedDocument = z.output<typeof recordedSchema>;
