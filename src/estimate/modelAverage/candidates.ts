import { z } from 'zod';
import { mediaSchema } from '../curves/settings.ts';
import { type HalfCurve, halfCurves } from './halfCurves.ts';

/** As `geometric`, or with numbers as `{ geometric: { alpha: 0.5, max_lag: 8 } }`: which of the two is for the engine to say. */
const curve = z.union([z.string(), z.record(z.string(), z.record(z.string(), z.union([z.number(), z.boolean()])))]);

/** One model of the list: what it has of its own. */
const candidateSchema = z.strictObject({
  /** in diagnostics; made from the curves where it is left out */
  name: z
    .string()
    .regex(/^[\w.()/+-]+$/, 'a name has letters, digits and _ . ( ) / + - only')
    .optional(),
  /** engine linear: curves channel by channel, as in bayesian-linear; `adstock` and `saturation` give all channels one form */
  media: mediaSchema.optional(),
  adstock: curve.optional(),
  saturation: z.string().optional(),
  /** engine linear: at which quantile of its adstocked spend a channel has half of its maximum response */
  half_at: z.number().gt(0).lt(1).optional(),
  /** engine linear: of hill */
  slope: z.number().positive().optional(),
  /** engine mmm: beside those in `model`, priors of the parameters that this model has */
  priors: z.record(z.string(), z.unknown()).optional(),
});

export type Candidate = z.infer<typeof candidateSchema>;

/** A list, or all pairs of carryover and response. */
export const candidatesSchema = z.union([
  z.array(candidateSchema),
  z.strictObject({
    adstock: z.array(curve).min(1),
    saturation: z.array(z.string()).min(1),
    half_at: z.array(z.number().gt(0).lt(1)).min(1).optional(),
  }),
]);

export type Engine = 'linear' | 'mmm';

/** Short, middling and long carryover, with a straight line, a curve that bends late, and one that bends at once. */
const standard = {
  linear: {
    adstock: [0.3, 0.6, 0.8].map((alpha) => ({ geometric: { alpha } })),
    saturation: ['none', 'logistic', 'michaelis_menten'],
  },
  mmm: { adstock: ['geometric'], saturation: ['none', 'logistic', 'hill'] },
} as const;

/** The models by name, in their order. @param given left out: nine of the linear engine, three of the other */
export function listCandidates(
  engine: Engine,
  given: z.infer<typeof candidatesSchema> | undefined,
): readonly (Candidate & { readonly name: string })[] {
  const asked = given ?? standard[engine];
  const list: readonly Candidate[] = 'adstock' in asked ? pairs(asked as Grid) : (asked as readonly Candidate[]);
  return list.map((candidate) => ({ ...candidate, name: candidate.name ?? nameOf(candidate) }));
}

type Grid = Extract<z.infer<typeof candidatesSchema>, { readonly adstock: unknown }>;

/** A straight line has no half: it comes once a carryover. */
function pairs({ adstock, saturation, half_at = [] }: Grid): readonly Candidate[] {
  return adstock.flatMap((carryover) =>
    saturation.flatMap((response): readonly Candidate[] => {
      const plain = { adstock: carryover, saturation: response };
      if (half_at.length === 0 || response === 'none') return [plain];
      return half_at.map((share) => ({ ...plain, half_at: share }));
    }),
  );
}

/** `geometric(0.6)/hill(0.7,2)`: what sets one apart from another. */
function nameOf({ media, adstock = 'none', saturation = 'none', half_at, slope }: Candidate): string {
  if (media !== undefined) return typeof media === 'string' ? media : 'given';
  const numbers = (all: readonly (number | boolean | undefined)[]) => {
    const stated = all.filter((value) => value !== undefined);
    return stated.length === 0 ? '' : `(${stated.join(',')})`;
  };
  const carryover =
    typeof adstock === 'string'
      ? adstock
      : Object.entries(adstock)
          .map(([name, settings]) => `${name}${numbers(Object.values(settings))}`)
          .join('+');
  return `${carryover}/${saturation}${numbers([half_at, slope])}`;
}

export const isHalfCurve = (name: string): name is HalfCurve => Object.hasOwn(halfCurves, name);
