import { z } from 'zod';
import { type Expected, normalIntervals, oracle, truthSettings } from './oracle.ts';
import { shrunkAnswers } from './shrunk.ts';

const settingsSchema = z.strictObject({ ...truthSettings, sd: z.number().gt(0).default(1) });

type Settings = z.infer<typeof settingsSchema>;

/** Truth + N(0, sd) with intervals ± z·sd: unbiased, coverage nominal. */
export const normal = oracle<Settings>({
  id: 'oracle-normal',
  about: 'the truth plus noise, with honest intervals: coverage is nominal',
  settingsSchema,
  answer: (truth, noise, { sd }, levels) => {
    const point = truth + sd * noise.normal();
    return { point, se: sd, intervals: normalIntervals(point, sd, levels) };
  },
});

/** Those of an interval that is not shrunk. */
export function normalAnswers({ sd }: Pick<Settings, 'sd'>, levels: readonly number[]): Expected[] {
  return shrunkAnswers({ sd, factor: 1 }, levels);
}
