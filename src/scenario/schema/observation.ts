import { z } from 'zod';

/** Which periods: at random, or those listed. */
const when = {
  probability: z.number().min(0).max(1).optional().meta({ description: 'Chance of each period.' }),
  at: z
    .array(z.int())
    .min(1)
    .optional()
    .meta({ description: 'Periods of the data, 0 the first of the window, negative ones before it.' }),
};
const oneWhen = ({ probability, at }: { readonly probability?: unknown; readonly at?: unknown }) =>
  (probability === undefined) !== (at === undefined);
const oneOf = 'expected exactly one of `probability` and `at`';

/** How the world gets into the advertiser's database.
 *  @param nodeName what a name of a node may be */
export function observationSchema(nodeName: z.ZodType<string>) {
  const nodes = z.array(nodeName).min(1).meta({ description: 'Whose records; observed nodes.' });
  const error = z
    .strictObject({ nodes, ...when, factor: z.number().min(0).meta({ description: 'Recorded over true.' }) })
    .refine(oneWhen, oneOf);
  const gap = z
    .strictObject({
      nodes,
      ...when,
      filled: z.enum(['zero', 'last', 'interpolated']).meta({
        description: 'What stands in the place of what is missing. interpolated wants `nested: false`.',
      }),
    })
    .refine(oneWhen, oneOf);
  return z
    .strictObject({
      summed: z
        .array(nodeName)
        .min(1)
        .optional()
        .meta({ description: 'Controls that are sums over `observed_every` periods; the others are means.' }),
      errors: z
        .union([error, z.array(error).min(1)])
        .optional()
        .meta({ description: 'Records that are wrong by a factor.' }),
      missing: z
        .union([gap, z.array(gap).min(1)])
        .optional()
        .meta({ description: 'Records that were lost.' }),
    })
    .meta({ description: 'What is wrong with the records; the truth knows nothing of it.' });
}

export type ObservationDocument = z.output<ReturnType<typeof observationSchema>>;
