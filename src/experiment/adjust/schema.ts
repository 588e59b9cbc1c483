import { z } from 'zod';

/** A value, or a sweep over several. */
const sweepable = <S extends z.ZodType>(value: S) => z.union([value, z.strictObject({ each: z.array(value).min(1) })]);

const names = z.array(z.string().min(1));

/** @param list how a list is written: as one, or as a sweep over several */
const edits = (list: (value: typeof names) => z.ZodType) => {
  const entry = (description: string) => list(names).optional().meta({ description });
  return z.union([
    z.literal('declared'),
    z.strictObject({
      without: entry('Arrows left out: `demand -> search`.'),
      reversed: entry('Arrows drawn the other way round.'),
      add: entry('Arrows that are not there.'),
      forgotten: entry('Variables that the analyst does not think of.'),
    }),
  ]);
};

/** Keys of an arm that say which controls its estimator gets. @see docs/methods/studies.md */
export const adjustKeys = {
  adjust: sweepable(z.union([z.enum(['all', 'none', 'from-graph']), names]))
    .optional()
    .meta({ description: 'Controls that the estimator gets: `all` (default), `none`, `from-graph`, or names.' }),
  graph: z
    .union([edits(sweepable), z.strictObject({ each: z.array(edits((value) => value)).min(1) })])
    .optional()
    .meta({ description: "The analyst's graph, where `from-graph` is to use another than the scenario's." }),
};
