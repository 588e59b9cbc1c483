import { z } from 'zod';
import { nouns } from '../../core/document.ts';
import { geosSchema } from './geos.ts';
import { type NodeDocument, nodeSchema } from './node.ts';
import { observationSchema } from './observation.ts';

/** A node's name becomes a column of a CSV and a step of dotted paths. */
const anyName = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9_]*$/, 'a name of a node is letters, digits and underscores, a letter first');

/** The schema of a scenario file.
 *  @param names names of its nodes, so that a reference to another one is a misspelling with a guess; left out for the
 *  JSON Schema, which cannot know them */
export function scenarioSchema(names?: readonly string[]) {
  const known = names === undefined || names.length === 0 ? anyName : z.enum(names as [string, ...string[]]);
  const nodeName = (known as z.ZodType<string>).register(nouns, { noun: 'node' });
  return z
    .strictObject({
      name: z.string().regex(/^[A-Za-z0-9][\w.-]*$/, 'a name is letters, digits, dots, dashes and underscores'),
      about: z.string().min(1).meta({ description: 'What the world is for, in a sentence or two.' }),
      sources: z.array(z.string()).default([]).meta({ description: 'Where its numbers come from.' }),
      period: z.enum(['day', 'week', 'month', 'quarter', 'year']).default('week'),
      nodes: z
        .record(anyName, nodeSchema(nodeName))
        .meta({ description: 'Every variable of the world with its equation.' }),
      geos: geosSchema.optional(),
      observed: z
        .array(nodeName)
        .optional()
        .meta({ description: 'What an estimator sees; default: every node that is not latent.' }),
      observed_every: z.int().min(2).optional().meta({
        description: 'Periods of the world in one period of the data: 7, where the world is daily, seen weekly.',
      }),
      observation: observationSchema(nodeName).optional(),
      dials: z
        .record(
          z.string().regex(/^[A-Za-z]\w*$/, 'a name of a dial is letters, digits and underscores'),
          z.record(z.string(), z.tuple([z.number(), z.number()])),
        )
        .default({})
        .meta({ description: 'Named moves of numbers by path: [value at 0, value at 1]; 1 is the written world.' }),
      burn_in: z.int().min(0).default(52).meta({ description: 'Periods simulated before the history of the data.' }),
      first_period: z.int().default(0).meta({ description: 'Calendar position of the first period of the window.' }),
      nested: z
        .boolean()
        .default(true)
        .meta({ description: 'False: series depend on the length asked, so shorter data are no prefix of longer.' }),
      future: z.int().min(0).default(0).meta({ description: 'Periods of spend after the window at least.' }),
    })
    .meta({
      title: 'Plumbline scenario',
      description: 'A world: a structural causal model with known return on ad spend.',
    });
}

/** A scenario file with its defaults. */
export type ScenarioDocument = Omit<z.output<ReturnType<typeof scenarioSchema>>, 'nodes'> & {
  readonly nodes: Readonly<Record<string, NodeDocument>>;
};
