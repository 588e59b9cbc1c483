import process from 'node:process';
import type { Estimand } from '../dataset/estimand.ts';
import { bayesianMmm, modelOf, whyNot } from '../estimate/bayesian/bayesianMmm.ts';
import { priorPredictive } from '../estimate/bayesian/priorPredictive.ts';
import { exitCodes } from './exitCodes.ts';
import { givenSettings, readSettings } from './fitBayesian.ts';
import type { FitInput } from './fitInput.ts';
import { findingsOf, PRIOR_DRAWS } from './fitPriorFindings.ts';
import { priorJson } from './fitPriorJson.ts';
import { priorText } from './fitPriorText.ts';
import { priorWarnings } from './fitPriorWarnings.ts';
import { fitJson, fitText } from './fitReport.ts';
import { inSpec } from './inSpec.ts';
import { answer } from './output.ts';

/** `fit --prior`: what the priors alone say of ROAS and of the outcome. No sampling. */
export function priorRun(input: FitInput, json: boolean | undefined): void {
  const settings = readSettings(input, givenSettings(input, '--prior'));
  const { file, dataset, spec, source, request, notes } = input;
  const refused = inSpec(source, ['estimator'], () => whyNot(dataset, settings, request.estimands));
  if (refused !== undefined) {
    const facts = { file, dataset, estimator: bayesianMmm.id, spec, notes };
    answer(json, fitJson(facts, refused), fitText(facts, refused));
    process.exitCode = exitCodes.finding;
    return;
  }
  const model = inSpec(source, ['estimator'], () => modelOf(dataset, settings, request.estimands));
  const window = [0, dataset.periods - 1] as const;
  const contributions = model.channels.map((channel): Estimand => ({ channel, kind: 'contribution', window, tail: 0 }));
  const asked = request.estimands.filter(({ channel }) => model.channels.includes(channel));
  const observed = dataset.outcome.values;
  const stream = request.stream('prior');
  const found = findingsOf(
    priorPredictive(model, observed, { asked, contributions }, PRIOR_DRAWS, stream),
    asked,
    observed,
  );
  const warnings = priorWarnings(found, dataset);
  answer(json, priorJson(input, found, warnings), priorText(input, found, warnings));
}
