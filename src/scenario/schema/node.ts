import { z } from 'zod';
import { arrowsSchema, driverSchema, responseSchema } from './curves.ts';
import { nodeGeoSchema } from './geos.ts';
import { components, floor, level, noise, rescale, scale } from './series.ts';

export const roles = ['process', 'spend', 'mediator', 'outcome'] as const;

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
  const outcome = z
    .strictObject({
      level,
      ...components,
      ...scale,
      noise: noise.optional(),
      floor: floor.optional(),
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
      mediator: mediator.optional(),
      outcome: outcome.optional(),
      drivers: drivers
        .optional()
        .meta({ description: 'What pushes this node; those of the outcome stand inside `outcome`.' }),
      responses: arrowsSchema(nodeName, responseSchema)
        .optional()
        .meta({ description: 'How channels act on the outcome.' }),
    })
    .superRefine((node, context) => {
      const given = roles.filter((role) => node[role] !== undefined);
      const allowed = 'expected exactly one of process, spend, mediator and outcome';
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
      if (node.outcome === undefined && node.responses !== undefined)
        context.addIssue({
          code: 'custom',
          path: ['responses'],
          message: 'only the outcome has responses; elsewhere write `drivers`',
        });
    });
}

export type NodeDocument = z.output<ReturnType<typeof nodeSchema>>;
