import { z } from 'zod';
import type { DecisionRequest } from '../../simulate/decision/request.ts';

const period = z.int().min(0);

/** What is decided on every fit. @see docs/methods/decisions.md */
export const decisionSchema = z
  .strictObject({
    budget: z
      .strictObject({
        times: z.number().positive().default(1).meta({ description: 'The budget over what the window spent.' }),
      })
      .default({ times: 1 }),
    bounds: z
      .tuple([z.number().min(0), z.number().positive().max(10)])
      .refine(([low, high]) => low < high, { message: 'the lower bound must be below the upper one' })
      .default([0.5, 2])
      .meta({
        description: 'Least and most (10 at most) of every channel, as multiples of its own spend. Default: [0.5, 2].',
      }),
    window: z
      .tuple([period, period])
      .refine(([first, last]) => first <= last, {
        message: 'the first period of a window must not come after its last',
      })
      .optional()
      .meta({ description: 'First and last period whose spend is decided. Default: the whole window.' }),
    effects: z
      .enum(['total', 'direct'])
      .default('total')
      .meta({ description: 'What is not decided responds, or mediators are held.' }),
  })
  .superRefine(({ budget: { times }, bounds: [low, high] }, context) => {
    // bounds that are none have been complained of
    if (low >= high || (times >= low && times <= high)) return;
    const message = `${times}; bounds of [${low}, ${high}] allow from ${low} to ${high} times what was spent`;
    context.addIssue({ code: 'custom', path: ['budget', 'times'], message });
  })
  .meta({ description: 'How a budget is split on every fit, to be scored by its true regret.' });

/** YAML's form to the request that crosses rooms. */
export function decisionRequest(entry: z.output<typeof decisionSchema>): DecisionRequest {
  const { budget, bounds, window, effects } = entry;
  return { times: budget.times, bounds, ...(window === undefined ? {} : { window }), effects };
}
