import { z } from 'zod';
import { arrowsSchema, driverSchema, interactionsSchema, responseSchema } from './curves.ts';
import { nodeGeoSchema } from './geos.ts';
import { components, floor, level, noise, rescale, scale } from './series.ts';

export const roles = ['process', 'spend', 'exposure', 'mediator', 'outcome'] as const;

const process = z
  .strictObject({
    level,
    ...components,
    ...scale,
    noise: noise.optional(),
    rescale: rescale.optional(),
    floor: floor.optional(),
  })
  .meta({ description: 'Something outside of advertising: demand, season, price, promotions.' });

const spend = z
  .strictObject({
    mean: z.number().min(0).optional().meta({ description: 'Spend per period before flights and drivers.' }),
    ...components,
    ...scale,
    noise: noise.optional(),
    rescale: rescale.optional(),
  })
  .refine((value) => value.rescale !== undefined || value.mean !== undefined, {
    path: ['mean'],
    message: 'missing; expected a number of at least 0',
  })
  .refine((value) => value.rescale === undefined || value.mean === undefined, {
    path: ['mean'],
    message: 'not allowed together with `rescale`, which sets the range',
  })
  .meta({ description: 'Money spent on a channel: max(0, (mean + components + drivers)·flights·lognormal + noise).' });

const mediator = z
  .strictObject({
    level,
    ...components,
    ...scale,
    noise: noise.optional(),
    rescale: rescale.optional(),
    floor: floor.optional(),
  })
  .meta({ description: 'Something that advertising moves on its way to the outcome: queries, site visits.' });

/** The schema of one node, given what a name of a node may be. */
export function nodeSchema(nodeName: z.ZodType<string>) {
  const drivers = arrowsSchema(nodeName, driverSchema);
  const cost = z
    .strictObject({
      level,
      ...components,
      ...scale,
      noise: noise.optional(),
      floor: z.number().positive().meta({ description: 'Smallest cost, above 0.' }),
      drivers: drivers.optional(),
    })
    .meta({ description: 'What one unit costs, by an equation of its own.' });
  const exposure = z
    .strictObject({ of: nodeName.meta({ description: 'The channel whose spend buys it.' }), cost })
    .meta({ description: 'What a channel’s spend buys, impressions or clicks: spend over cost.' });
  const outcome = z
    .strictObject({
      level,
      ...components,
      ...scale,
      noise: noise.optional(),
      floor: floor.optional(),
      scale: z
        .enum(['linear', 'log'])
        .default('linear')
        .meta({ description: 'log: the equation, noise included, is that of the logarithm of what is sold.' }),
      drivers: drivers.optional(),
    })
    .meta({ description: 'What is sold: level + components + drivers + responses + noise.' });
  return z
    .strictObject({
      about: z.string().optional(),
      units: z.string().optional(),
      latent: z.boolean().default(false).meta({ description: 'True: no estimator sees it.' }),
      shared: z.boolean().default(false).meta({ description: 'True: one series, the same in every geo.' }),
      geo: nodeGeoSchema.optional().meta({ description: 'How the node differs between geos, once a replicate.' }),
      process: process.optional(),
      spend: spend.optional(),
      exposure: exposure.optional(),
      mediator: mediator.optional(),
      outcome: outcome.optional(),
      drivers: drivers
        .optional()
        .meta({ description: 'What pushes this node; those of the outcome stand inside `outcome`.' }),
      responses: arrowsSchema(nodeName, responseSchema)
        .optional()
        .meta({ description: 'How channels act on the outcome.' }),
      interactions: interactionsSchema(nodeName).optional(),
    })
    .superRefine((node, context) => {
      const given = roles.filter((role) => node[role] !== undefined);
      const allowed = 'expected exactly one of process, spend, exposure, mediator and outcome';
      if (given.length !== 1)
        context.addIssue({
          code: 'custom',
          message: `${allowed}, received ${given.length === 0 ? 'none' : given.join(' and ')}`,
        });
      if (node.outcome !== undefined && node.drivers !== undefined)
        context.addIssue({
          code: 'custom',
          path: ['drivers'],
          message: 'drivers of the outcome stand inside `outcome`',
        });
      if (node.exposure !== undefined && node.drivers !== undefined)
        context.addIssue({
          code: 'custom',
          path: ['drivers'],
          message: 'drivers of what exposure costs stand inside `exposure.cost`',
        });
      if (node.outcome === undefined && node.responses !== undefined)
        context.addIssue({
          code: 'custom',
          path: ['responses'],
          message: 'only the outcome has responses; elsewhere write `drivers`',
        });
      if (node.outcome === undefined && node.interactions !== undefined)
        context.addIssue({ code: 'custom', path: ['interactions'], message: 'only the outcome has interactions' });
    });
}

export type NodeDocument = z.output<ReturnType<typeof nodeSchema>>;
