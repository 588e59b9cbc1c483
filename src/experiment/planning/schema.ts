import { z } from 'zod';
import { closest } from '../../core/spelling.ts';
import { type TargetMcse, targetMeasures } from './target.ts';

const count = z.int().min(1, 'a study needs at least one replicate');

const target = z
  .record(z.string(), z.number().positive())
  .refine((entries) => Object.keys(entries).length > 0, { message: 'name a measure, as in { coverage: 0.01 }' })
  .superRefine((entries, context) => {
    for (const name of Object.keys(entries)) {
      if (targetMeasures.includes(name)) continue;
      const guess = closest(name, targetMeasures);
      const hint = guess === undefined ? `; there are ${targetMeasures.join(', ')}` : `; did you mean "${guess}"?`;
      context.addIssue({ code: 'custom', path: [name], message: `unknown measure "${name}"${hint}` });
    }
  });

/** `replicates: 200`, or `{ target_mcse: { coverage: 0.01 }, max: 2000 }`. */
export const replicatesSchema = z
  .union([
    count,
    z.strictObject({
      target_mcse: target.meta({ description: 'Monte Carlo standard errors at which the study may stop, by measure.' }),
      max: count.meta({ description: 'Replicates at which it stops at the latest.' }),
    }),
  ])
  .meta({ description: 'Datasets a cell: a number, or the Monte Carlo errors to be reached.' });

/** The form in a study: the number, or the most that a target may take. */
export function replicatesOf(entry: z.output<typeof replicatesSchema>): {
  readonly replicates: number;
  readonly target?: TargetMcse;
} {
  if (typeof entry === 'number') return { replicates: entry };
  return { replicates: entry.max, target: { mcse: entry.target_mcse, max: entry.max } };
}
