import { z } from 'zod';
import { canonicalJson } from '../../core/hash.ts';
import { type EstimandRequest, estimandKinds } from '../../dataset/estimand.ts';

const kind = z.enum(estimandKinds);
const period = z.int().min(0);

const details = z.strictObject({
  window: z
    .tuple([period, period])
    .refine(([first, last]) => first <= last, { message: 'the first period of a window must not come after its last' })
    .optional()
    .meta({
      description: 'First and last period of the change window, 0-based, inclusive. Default: the whole window.',
    }),
  tail: period
    .optional()
    .meta({ description: 'Periods counted after the window. Default: the longest carryover path of the channel.' }),
  held: z.array(z.string()).optional().meta({ description: 'Mediators held in a direct effect. Default: all.' }),
});

/** An estimand as it stands in YAML: `roas.total`, or `{ roas.total: { tail: 0, window: [0, 51] } }`. */
const estimandRequestSchema = z
  .union([
    kind,
    z.partialRecord(kind, details).refine((entry) => Object.keys(entry).length === 1, {
      message: 'one estimand an entry: { roas.total: { tail: 0 } }',
    }),
  ])
  .meta({ description: 'What is asked: a kind, or a kind with its window, tail and held mediators.' });

/** Several questions, each once. */
export const estimandRequestsSchema = z
  .array(estimandRequestSchema)
  .min(1)
  .superRefine((entries, context) => {
    const seen = new Set<string>();
    for (const [i, entry] of entries.entries()) {
      const request = canonicalJson(estimandRequest(entry));
      if (seen.has(request))
        context.addIssue({ code: 'custom', path: [i], message: 'this is asked twice; remove one' });
      seen.add(request);
    }
  });

/** YAML's form to the request that crosses rooms. */
export function estimandRequest(entry: z.output<typeof estimandRequestSchema>): EstimandRequest {
  if (typeof entry === 'string') return { kind: entry };
  const [name, asked] = Object.entries(entry)[0]!;
  return {
    kind: kind.parse(name),
    ...(asked.window === undefined ? {} : { window: asked.window }),
    ...(asked.tail === undefined ? {} : { tail: asked.tail }),
    ...(asked.held === undefined ? {} : { held: [...asked.held].sort() }),
  };
}
