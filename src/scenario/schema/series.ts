import { z } from 'zod';

/** The exogenous parts of an equation. What each adds is in world.ts, `Component` and `ScaleComponent`. */

const sd = z.number().min(0);
const every = z.number().positive().meta({ description: 'Periods in a cycle.' });

const seasonal = z.strictObject({
  every,
  amplitude: z.number(),
  phase: z
    .union([z.number(), z.literal('random')])
    .default(0)
    .meta({ description: 'In cycles: 0 is a sine, 0.25 a cosine; `random` is one draw a node and dataset.' }),
});
const ar1 = z.strictObject({
  phi: z.number().gt(-1).lt(1),
  sd: sd.meta({ description: 'Of the innovations; the series itself has sd/√(1 − phi²).' }),
});
const calendar = z
  .strictObject({
    every: z.int().min(1),
    at: z.array(z.int().min(0)).min(1),
    size: z.number(),
  })
  .refine(({ at, every: cycle }) => at.every((period) => period < cycle), {
    path: ['at'],
    message: 'a position in the cycle must be below `every`',
  });
/** Counted from the window's first period, so that shorter data are prefixes: a break at 60 is in no year of weeks. */
const at = z.int().meta({ description: "First period of the change, 0 being the window's first." });
const step = z.strictObject({ at, size: z.number() });
const trendBreak = z.strictObject({ at, slope: z.number().meta({ description: 'Change of the slope, per period.' }) });
const pulses = z.strictObject({ probability: z.number().min(0).max(1), size: z.number() });
const flights = z.strictObject({
  on: z.int().min(1),
  off: z.int().min(0),
  start: z.int().default(0).meta({ description: 'Periods by which the flights are shifted.' }),
  between: z.number().min(0).default(0).meta({ description: 'Share of the spend that goes on between flights.' }),
});
const studentT = z.strictObject({ df: z.number().gt(2), sd });

/** One of a kind, or several. */
const some = <S extends z.ZodType>(one: S) => z.union([one, z.array(one).min(1)]);

/** Factors of an effect over time. */
export const varies = z
  .strictObject({
    random_walk: z
      .strictObject({ sd: sd.meta({ description: 'Of a step of the logarithm.' }) })
      .optional()
      .meta({ description: "1 in the window's first period, with mean 1 in every other." }),
    seasonal: some(seasonal).optional().meta({ description: '1 + amplitude·sin(2π(c/every + phase)).' }),
    step: some(z.strictObject({ at, factor: z.number() }))
      .optional()
      .meta({ description: '`factor` from a period on, 1 before it.' }),
  })
  .refine((given) => Object.keys(given).length > 0, 'expected random_walk, seasonal or step')
  .meta({ description: 'How the effect changes over time: it is multiplied by each of these.' });

/** Additive: their sum is the node's base. */
export const components = {
  trend: z.number().optional().meta({ description: 'Change per period.' }),
  seasonal: some(seasonal).optional(),
  ar1: ar1.optional(),
  normal: sd.optional().meta({ description: 'White noise inside the base, before flights and scaling.' }),
  calendar: some(calendar).optional(),
  pulses: some(pulses).optional(),
  step: some(step).optional().meta({ description: 'Adds `size` from a period on.' }),
  trend_break: some(trendBreak).optional().meta({ description: 'Adds slope·max(0, t − at).' }),
};

export const level = z.number().default(0).meta({ description: 'The constant part.' });

/** Drawn afresh: added after scaling (normal, ar1, student_t), or multiplied (lognormal, mean 1). */
export const noise = z.strictObject({
  normal: sd.optional(),
  ar1: ar1.optional(),
  student_t: studentT.optional().meta({ description: 'Scaled to have this sd; df > 2.' }),
  lognormal: sd.optional().meta({ description: 'sd of the logarithm; multiplies, with mean 1.' }),
});

/** Multiplicative: their product scales base and drivers. */
export const scale = {
  flights: flights.optional(),
  seasonal_scale: some(seasonal)
    .optional()
    .meta({ description: 'Multiplies by 1 + amplitude·sin(2π(c/every + phase)).' }),
};

export const rescale = z
  .tuple([z.number(), z.number()])
  .refine(([lower, upper]) => lower < upper, 'the first must be below the second')
  .meta({ description: 'Min–max scale of the base to this range over the whole simulated length.' });

export const floor = z.number().meta({ description: 'Smallest value the node may take.' });

export type SeriesParts = z.output<z.ZodObject<typeof components & typeof scale>> & {
  readonly noise?: z.output<typeof noise> | undefined;
};
