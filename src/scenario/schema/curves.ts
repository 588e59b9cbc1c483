import { z } from 'zod';
import { nouns } from '../../core/document.ts';
import { adstockSchema, saturationSchema } from '../../media/resolve.ts';
import { effectGeoSchema } from './geos.ts';
import { varies } from './series.ts';

/** Far beyond any carryover, and small enough that a typing error costs no memory. */
const LONGEST_LAG = 520;

const lag = z
  .int()
  .min(0)
  .max(LONGEST_LAG)
  .default(0)
  .meta({ description: 'Periods between the cause and the first effect.' });

const effect = z.number().meta({
  description: 'Effect on the node per unit of what comes out of the curves (of the source itself without curves).',
});

const order = z
  .enum(['adstock-first', 'saturation-first'])
  .default('adstock-first')
  .meta({ description: 'Which curve acts first.' });

/** A causal arrow with its curves. */
export const responseSchema = z.strictObject({
  effect,
  lag,
  adstock: adstockSchema.optional(),
  saturation: saturationSchema.optional(),
  order,
  transform: z
    .enum(['log'])
    .optional()
    .meta({ description: 'The logarithm of the source in its place, which must stay above 0: an elasticity.' }),
  varies: varies.optional(),
  geo: effectGeoSchema.optional(),
});

/** What two sources bring together, beyond what each brings. */
export function interactionsSchema(nodeName: z.ZodType<string>) {
  return z
    .array(
      z.strictObject({
        between: z.tuple([nodeName, nodeName]),
        effect: z.number().meta({
          description: 'Effect per unit of the product of what comes out of the two responses’ curves.',
        }),
      }),
    )
    .min(1)
    .meta({ description: 'What two channels bring together: a synergy, or below 0 the opposite.' });
}

export type InteractionsDocument = z.output<ReturnType<typeof interactionsSchema>>;

/** An arrow written short: a number is the effect in the same period. */
export const driverSchema = z.union([effect, responseSchema]);

export type Driver = z.output<typeof driverSchema>;

/** Arrows into a node by the name of their source. */
export function arrowsSchema<S extends z.ZodType>(nodeName: z.ZodType<string>, arrow: S) {
  const name = nodeName as z.ZodType<string> & z.core.$ZodRecordKey;
  return z.partialRecord(name, arrow).register(nouns, { noun: 'node' });
}
