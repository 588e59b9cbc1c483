import { check } from '../core/document.ts';
import { bayesianMmm } from '../estimate/bayesian/bayesianMmm.ts';
import { type BayesianSettings, bayesianSettingsSchema } from '../estimate/bayesian/settings.ts';
import type { FitInput } from './fitInput.ts';
import { specProblem } from './inSpec.ts';

type Given = Readonly<Record<string, unknown>>;

/** The settings of `bayesian-mmm` as the fit file has them, unread.
 *  @param option what needs them: `--prior`
 *  @throws InputError where the file names another estimator */
export function givenSettings({ spec, source }: FitInput, option: string): Given {
  const { use, data: _, ...given } = spec.estimator;
  if (use === bayesianMmm.id) return given;
  const message = `${option} is for ${bayesianMmm.id}, the estimator with priors and a likelihood; received ${use}`;
  throw specProblem(source, [{ path: ['estimator', 'use'], message }]);
}

/** @throws InputError with the places in the fit file */
export function readSettings({ source }: FitInput, given: Given): BayesianSettings {
  const { data, findings } = check(bayesianSettingsSchema, given);
  if (findings.length === 0) return data as BayesianSettings;
  throw specProblem(
    source,
    findings.map((finding) => ({ ...finding, path: ['estimator', ...finding.path] })),
  );
}
