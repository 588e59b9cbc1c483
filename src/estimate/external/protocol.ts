import { z } from 'zod';
import { estimandKinds } from '../../dataset/estimand.ts';

/** Raised when a program that understood the last version would no longer do. */
export const PROTOCOL_VERSION = 1;

const number = z.number();
const series = z.array(number);
const extended = z
  .object({ history: series, window: series, future: series })
  .meta({ description: 'Geo-major: geo g, period t at g·length + t. H, T and F periods a geo.' });
const named = { name: z.string(), units: z.string().optional() };

const facts = {
  name: z.string(),
  period: z.enum(['day', 'week', 'month', 'quarter', 'year']),
  geos: z.array(z.string()).meta({ description: 'G names; national data are one geo.' }),
  population: series.meta({ description: 'G numbers of people; ones where unknown.' }),
  periods: z.int().meta({ description: 'T, periods of the estimation window.' }),
  history: z.int().meta({ description: 'H, periods before it whose spend is known.' }),
  future: z.int().meta({ description: 'F, periods after it whose spend is known.' }),
  dates: z.array(z.string()).nullable().meta({ description: 'T labels, or null.' }),
  first_period: z.int().meta({ description: "Place of the window's first period in the calendar." }),
  carryover_start: z.enum(['history', 'zero']),
};

const arrays = z.object({
  format: z.literal('arrays'),
  ...facts,
  channels: z.array(z.object({ ...named, spend: extended, volume: extended.optional() })),
  controls: z.array(z.object({ ...named, values: series })),
  outcome: z.object({ ...named, values: series }).meta({ description: 'G·T values.' }),
});

const csv = z.object({
  format: z.literal('csv'),
  ...facts,
  path: z.string().meta({ description: 'A file that is gone after the fit: one row a geo and period, geo by geo.' }),
  columns: z
    .record(z.string(), z.unknown())
    .meta({ description: 'Which column is what, as under `data:` in a fit file.' }),
});

const estimand = z.object({
  channel: z.string(),
  kind: z.enum(estimandKinds),
  window: z.tuple([z.int(), z.int()]).meta({ description: 'First and last period of the change, from 0, inclusive.' }),
  tail: z.int().meta({ description: 'Periods counted after the window.' }),
  held: z.array(z.string()).optional().meta({ description: 'Mediators held at their factual values.' }),
});

const curves = z
  .object({
    window: z.tuple([z.int(), z.int()]).meta({ description: 'First and last period whose spend is scaled, from 0.' }),
    tails: z.record(z.string(), z.int()).meta({ description: 'Periods counted after the window, by channel.' }),
    scales: series.meta({ description: 'Multiples of the factual spend, ascending from 0.' }),
    draws: z.int().meta({ description: 'At most so many draws of a curve.' }),
  })
  .meta({ description: 'Response curves that are wanted; left out where none are.' });

/** One question: a line on the program's stdin. */
export const questionSchema = z
  .object({
    protocol: z.literal(PROTOCOL_VERSION),
    id: z.string().meta({ description: 'To be repeated in the answer.' }),
    dataset: z.union([arrays, csv]),
    settings: z.record(z.string(), z.unknown()),
    seed: z.int().min(0).max(2147483647).meta({ description: 'The only source of randomness a fit may use.' }),
    estimands: z.array(estimand),
    levels: z.array(number).meta({ description: 'Of the intervals, between 0 and 1.' }),
    curves: curves.optional(),
  })
  .meta({ id: 'question', description: 'One line on stdin: a dataset, and what is asked of it.' });

export type Question = z.output<typeof questionSchema>;

const interval = z.strictObject({ level: number, lower: number, upper: number });

const effect = z
  .strictObject({
    point: number.optional(),
    se: number.min(0).nullable().optional(),
    intervals: z.array(interval).optional().meta({ description: 'One for each asked level, same order.' }),
    draws: series.min(2).optional().meta({ description: 'Of the posterior or the bootstrap, thinned.' }),
    mcse: number.min(0).optional().meta({ description: 'Monte Carlo standard error of the point.' }),
  })
  .refine((given) => given.draws !== undefined || (given.point !== undefined && given.intervals !== undefined), {
    message: 'point and intervals are needed where there are no draws',
  })
  .meta({
    description:
      'Needs point and intervals, or draws: what is left out is then their median, standard deviation and equal-tailed percentiles.',
  });

const parameter = z.strictObject({ name: z.string(), value: number, se: number.optional() });

const curve = z
  .strictObject({
    channel: z.string(),
    contribution: series.optional().meta({ description: 'One value a scale; 0 at scale 0.' }),
    draws: z.array(series).min(2).optional().meta({ description: 'The same of each draw.' }),
  })
  .refine((given) => given.draws !== undefined || given.contribution !== undefined, {
    message: 'contribution is needed where there are no draws',
  })
  .meta({
    description: 'Needs contribution or draws: what is left out is then the mean of the draws at each scale.',
  });

const answers = {
  id: z.string(),
  effects: z
    .array(effect.nullable())
    .meta({ description: 'One for each asked estimand, same order; null: no answer to that question.' }),
  curves: z
    .array(curve)
    .optional()
    .meta({ description: 'Where they were asked for, one a channel that the fit knows; may be left out.' }),
  fitted: series.meta({ description: 'G·T fitted values of the outcome, geo-major.' }),
  parameters: z.array(parameter).default([]),
  diagnostics: z.record(z.string(), number).default({}),
};

const reasons = [
  'rank-deficient',
  'more-columns-than-rows',
  'constant-channel',
  'all-zero-channel',
  'too-few-periods',
  'unsupported',
] as const;

/** One answer: a line on the program's stdout. */
export const answerSchema = z
  .discriminatedUnion('status', [
    z.strictObject({ status: z.literal('ok'), ...answers }),
    z.strictObject({ status: z.literal('nonconverged'), reason: z.string(), ...answers }),
    z.strictObject({
      status: z.literal('refused'),
      id: z.string(),
      reason: z.enum(reasons),
      detail: z.string().default(''),
    }),
    z.strictObject({ status: z.literal('error'), id: z.string(), detail: z.string() }),
  ])
  .meta({ id: 'answer', description: 'One line on stdout.' });

export type Answer = z.output<typeof answerSchema>;
export type WireCurve = z.output<typeof curve>;
export type WireEffect = z.output<typeof effect>;
