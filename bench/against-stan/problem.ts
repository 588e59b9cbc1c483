import { readFileSync } from 'node:fs';
import { readModel } from '../../src/estimate/audit/referenceModel.ts';
import type { ReferenceProblem } from '../../src/estimate/audit/types.ts';
import { bayesianSettingsSchema } from '../../src/estimate/bayesian/settings.ts';

/** The estimator's own defaults: chains, warm-up, draws, metric, target acceptance. */
export const { sampler } = bayesianSettingsSchema.parse({});

export function readProblem(path: string): ReferenceProblem {
  return JSON.parse(readFileSync(path, 'utf8')) as ReferenceProblem;
}

export const modelOf = (path: string) => readModel(readProblem(path));
