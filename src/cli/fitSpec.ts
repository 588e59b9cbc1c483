import { z } from 'zod';
import { dataSpecSchema } from '../dataset/spec.ts';
import { dataForms } from '../experiment/run/dataFor.ts';
import { estimandRequestsSchema } from '../experiment/study/estimandRequest.ts';

const one = z.string().min(1);
/** One control, or several. */
const names = z.union([one.transform((name) => [name]), z.array(one).min(1)]);

/** The fit file: what the columns of a CSV are, which estimator, what is asked of it. */
export const fitSpecSchema = z.strictObject({
  data: dataSpecSchema,
  /** an arm of a study: `data: national` fits the national aggregate of geo data */
  estimator: z.looseObject({ use: z.string().min(1), data: z.enum(dataForms).optional() }),
  estimands: estimandRequestsSchema.default([{ 'roas.total': { tail: 0 } }]),
  levels: z.array(z.number().gt(0).lt(1)).min(1).default([0.8, 0.95]),
  /** spend before the window: `history` is read from the rows so marked, `zero` takes it as none; default: whatever there is */
  carryover_start: z.enum(['zero', 'history']).optional(),
  /** of the estimator's own streams: bootstrap, chains */
  seed: z.int().min(0).default(1),
  /** what of the controls is a price or a promotion, and whether ROAS is looked at in rolling windows: docs/methods/readings.md */
  readings: z
    .strictObject({ price: names.optional(), promotion: names.optional(), stability: z.boolean().optional() })
    .optional(),
  /** true total ROAS by channel, where somebody knows it: printed beside the answers, never shown to the estimator */
  truth: z.record(z.string(), z.number()).optional(),
});

export type FitSpec = z.output<typeof fitSpecSchema>;
