import { z } from 'zod';

const period = z.int().min(0);
const positive = z.number().positive();

/** What a test measured, or, in a study on a scenario, the test to simulate: `experiment` runs it in the world of each
 *  replicate and leaves a measured one in its place. */
const liftTestSchema = z
  .strictObject({
    channel: z.string().min(1),
    /** first and last period in which spend was changed, 0-based, inclusive */
    window: z
      .tuple([period, period])
      .refine(([first, last]) => first <= last, 'the first period of a window must not come after its last'),
    /** periods after the window whose outcome the test counts too */
    tail: period.default(0),
    /** what spend in the window was multiplied by: 0 is switched off, 1.5 is half as much again */
    scale: z
      .number()
      .min(0)
      .refine((scale) => scale !== 1, 'a test must change spend; 1 leaves it as it is')
      .default(0),
    /** outcome at the higher spend minus outcome at the lower, window and tail, all geos */
    effect: z.number().optional(),
    /** standard error of `effect` */
    se: positive.optional(),
    /** a term of the likelihood, or the prior on the channel's ROAS */
    use: z.enum(['likelihood', 'prior']).default('likelihood'),
    /** simulate: with a known standard error, or by regions treated and compared */
    design: z.enum(['known-noise', 'geo-lift']).optional(),
    /** error of the test that no repetition takes away, as a share of the true effect */
    bias: z.number().optional(),
    /** independent tests of this kind */
    repeat: z.int().min(1).max(1000).optional(),
    /** share of the regions whose spend is changed */
    treated: z.number().gt(0).lt(1).optional(),
    /** periods before the window that regions are compared with themselves over */
    before: z.int().min(1).optional(),
  })
  .superRefine((test, context) => {
    const problem = (key: string, message: string) => context.addIssue({ code: 'custom', path: [key], message });
    const { design } = test;
    const knows = (key: 'effect' | 'se') => test[key] !== undefined;
    if (design === undefined) {
      for (const key of ['effect', 'se'] as const) {
        if (!knows(key)) problem(key, `a measured test has its ${key}; one that a study simulates has a design`);
      }
      for (const key of ['bias', 'repeat', 'treated', 'before'] as const) {
        if (test[key] !== undefined) problem(key, 'belongs to a test that a study simulates; give it a design');
      }
      return;
    }
    if (knows('effect')) problem('effect', `a simulated test (design: ${design}) finds its effect itself`);
    if (design === 'known-noise') {
      if (!knows('se')) problem('se', 'known-noise needs the standard error of the test');
      for (const key of ['treated', 'before'] as const) {
        if (test[key] !== undefined) problem(key, 'belongs to design: geo-lift');
      }
      return;
    }
    if (knows('se')) problem('se', 'a geo-lift test finds its standard error itself');
  });

/** Tests of channels' effects, as settings of an estimator. */
export const liftTestsSchema = z.array(liftTestSchema).min(1);

export type LiftTest = z.infer<typeof liftTestSchema>;

/** A test with its result, as plain numbers. */
export type MeasuredTest = LiftTest & { readonly effect: number; readonly se: number };

/** Is the test still to be simulated? */
export function awaitsSimulation({ design }: LiftTest): boolean {
  return design !== undefined;
}
