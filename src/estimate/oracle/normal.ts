import { z } from 'zod';
import { type Expected, normalIntervals, oracle, truthSettings } from './oracle.ts';
import { shrunkAnswers } from './shrunk.ts';

const settingsSchema = z.strictObject({
  ...truthSettings,
  sd: z.number().gt(0).default(1),
  /** what it says is the Monte Carlo error inside its fits; left out: nothing */
  mcse: z.number().gt(0).optional(),
});

type Settings = z.infer<typeof settingsSchema>;

/** Truth + N(0, sd) with intervals ± z·sd: unbiased, coverage nominal. */
export const normal = oracle<Settings>({
  id: 'oracle-normal',
  about: 'the truth plus noise, with honest intervals: coverage is nominal',
  settingsSchema,
  answer: (truth, noise, { sd, mcse }, levels) => {
    const point = truth + sd * noise.normal();
    const inside = mcse === undefined ? {} : { mcse };
    return { point, se: sd, intervals: normalIntervals(point, sd, levels), ...inside };
  },
});

/** Those of an interval that is not shrunk, and mcse over sd. */
export function normalAnswers({ sd, mcse }: Pick<Settings, 'sd' | 'mcse'>, levels: readonly number[]): Expected[] {
  const answers = shrunkAnswers({ sd, factor: 1 }, levels);
  if (mcse === undefined) return answers;
  const share: Expected = { measure: 'mcmc_error_share', policy: 'as-analyzed', level: null, expected: mcse / sd };
  return [...answers, share];
}
