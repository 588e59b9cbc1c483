import { z } from 'zod';

/** The `data:` part of a fit file: which column of the user's CSV is what.
 *  @example { date: date, outcome: y, channels: [x1, x2], controls: [z], period: week } */
export const dataSpecSchema = z.strictObject({
  /** dates `2024-03-18`, `3/18/2024`, `2024-03`, or whole numbers that count periods; without it, rows are in order */
  date: z.string().min(1).optional(),
  outcome: z.string().min(1),
  channels: z.array(z.string().min(1)).min(1),
  /** by channel, the column of what its money bought (impressions, clicks), where that is known */
  volumes: z.record(z.string(), z.string().min(1)).optional(),
  controls: z.array(z.string().min(1)).default([]),
  /** column that names the geo of a row; every geo needs the same dates */
  geo: z.string().min(1).optional(),
  /** column of the people in a row's geo, the same in all of its rows; without it every geo counts as one head */
  population: z.string().min(1).optional(),
  /** column that says `history`, `window` or `future`; default: a column `part` that says nothing else, if there is one */
  part: z.string().min(1).optional(),
  period: z.enum(['day', 'week', 'month', 'quarter', 'year']).default('week'),
});

export type DataSpec = z.infer<typeof dataSpecSchema>;
