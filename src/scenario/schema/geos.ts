import { z } from 'zod';

const sd = z.number().min(0);
const people = z.number().positive();

/** Far beyond any country's, and small enough that a typing error costs no memory. */
const MOST_GEOS = 2000;

const listed = z.strictObject({
  name: z.string().regex(/^[A-Za-z0-9][\w .-]*$/, 'a name of a geo is letters, digits, blanks, dots and dashes'),
  population: people.meta({ description: 'People.' }),
});

const counted = z.strictObject({
  count: z.int().min(2).max(MOST_GEOS).meta({ description: 'How many; they are called geo_1, geo_2 …' }),
  population: z
    .union([people, z.strictObject({ lognormal: z.strictObject({ median: people, sd }) })])
    .meta({ description: 'People in each: a number, or drawn once a replicate.' }),
});

/** The regions of a world. */
export const geosSchema = z
  .union([
    counted,
    z
      .array(listed)
      .min(2, 'a world of one geo is national: leave `geos` out')
      .refine((geos) => new Set(geos.map(({ name }) => name)).size === geos.length, 'a geo stands here twice'),
  ])
  .meta({ description: 'Regions: every equation then holds in each of them, on amounts per head.' });

/** How a node differs between geos. */
export const nodeGeoSchema = z.strictObject({
  level: sd.optional().meta({ description: 'sd of the level between geos: base + N(0, sd²). Not for spend.' }),
  spread: sd.optional().meta({
    description: 'sd of the logarithm of spend per head between geos; multiplies the whole of it, with mean 1.',
  }),
  targeting: z.number().min(-1).max(1).optional().meta({
    description: "Correlation of that deviation with the geo's baseline, the level of its outcome.",
  }),
});

/** How an effect differs between geos. */
export const effectGeoSchema = z
  .strictObject({
    normal: sd.optional().meta({ description: 'N(effect, sd²)' }),
    truncated_normal: sd.optional().meta({ description: 'N(effect, sd²), truncated at 0' }),
    lognormal: sd.optional().meta({ description: 'effect · exp(N(−sd²/2, sd²)), whose mean is the effect' }),
  })
  .refine((given) => Object.keys(given).length === 1, 'expected one of normal, truncated_normal and lognormal')
  .meta({ description: 'How the effect differs between geos, once a replicate.' });

export type GeosDocument = z.output<typeof geosSchema>;
export type NodeGeoDocument = z.output<typeof nodeGeoSchema>;
export type EffectGeoDocument = z.output<typeof effectGeoSchema>;
