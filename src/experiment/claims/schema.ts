import { z } from 'zod';
import { claimProblems } from './shape.ts';

const word = z.string().min(1);
const periods = z.int().min(2);

/** What can be said of either side of a comparison. */
const sides = {
  arm: word.optional().meta({ description: 'An arm of the study. Default: its only one.' }),
  arms: z
    .array(word)
    .min(2)
    .optional()
    .meta({ description: 'Of measures across arms: which. Default: all that run in the cell.' }),
  scenario: word.optional().meta({ description: 'A scenario, or the full name of a cell. Default: the only one.' }),
  periods: periods.optional().meta({ description: 'Sample size, where the scenario has several.' }),
  channel: z
    .union([word, z.array(word).min(1)])
    .optional()
    .meta({ description: 'A channel; `*` or a list: across channels.' }),
  estimand: word
    .optional()
    .meta({ description: 'A kind, or the full name of an estimand. Default: the first of the study.' }),
  parameter: word
    .optional()
    .meta({ description: 'In place of channel and estimand: a generating number, `tv.saturation.half_saturation`.' }),
  measure: word.optional(),
  diagnostic: word
    .optional()
    .meta({ description: 'Of measures across arms: what fits are ranked by, as `heldout_r2`.' }),
};

/** A response curve and its effect: `{ hill: { half_saturation: 0.5, slope: 1 }, effect: 0.3 }`. */
const curve = z.record(z.string(), z.union([z.number(), z.record(z.string(), z.number())]));

/** One claim of a study, as written. @see docs/methods/claims.md */
export const claimSchema = z
  .strictObject({
    says: word.optional().meta({ description: 'The claim in words, as its source makes it.' }),
    source: word.optional().meta({ description: 'Who says so. Default: the only source of the study.' }),
    ...sides,
    measure: word,
    level: z.number().gt(0).lt(1).optional().meta({ description: 'Of the intervals. Default: the last of the study.' }),
    wrong: z
      .number()
      .gt(0)
      .optional()
      .meta({ description: 'Of roc_area: a fit is wrong whose mean relative error over channels is above this.' }),
    policy: word.optional().meta({ description: 'How failed fits count. Default: as-analyzed.' }),
    against: z
      .strictObject(sides)
      .refine((other) => Object.keys(other).length > 0, { message: 'says nothing; name what differs' })
      .optional()
      .meta({ description: 'What is compared with: what differs, the rest is the same.' }),
    times: z
      .number()
      .optional()
      .meta({ description: 'Judged is the measure minus this many times that of `against`. Default: 1.' }),
    ratio: z.literal(true).optional().meta({ description: 'Judged is the measure divided by that of `against`.' }),
    above: z.number().optional(),
    below: z.number().optional(),
    curves: z
      .tuple([curve, curve])
      .optional()
      .meta({ description: 'Two response curves, compared without simulation.' }),
    over: z
      .tuple([z.number().min(0), z.number()])
      .optional()
      .meta({ description: 'Range of exposure over which the curves are compared.' }),
    expect: z
      .enum(['fails', 'undecided'])
      .optional()
      .meta({ description: 'Known not to hold, or to lie too near its bound to tell, as the finding says.' }),
    finding: word.optional().meta({ description: 'Where it is written why the claim fails: docs/findings/….md.' }),
  })
  .superRefine((claim, context) => {
    for (const { path, message } of claimProblems(claim))
      context.addIssue({ code: 'custom', path: [...path], message });
  })
  .meta({ description: 'What must come out, written before the run.' });
