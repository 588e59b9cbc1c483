import process from 'node:process';
import { InputError } from '../core/errors.ts';
import { assess, type Choice, choose, fitCandidate } from '../estimate/bayesian/compare.ts';
import { errorModels } from '../estimate/bayesian/errors/registry.ts';
import { canLeaveOut } from '../estimate/bayesian/leaveOut.ts';
import type { BayesianSettings } from '../estimate/bayesian/settings.ts';
import { openMeter } from '../experiment/executors/meter.ts';
import { exitCodes } from './exitCodes.ts';
import { MOST_REFITS, readCandidates } from './fitCandidates.ts';
import { compareJson } from './fitCompareJson.ts';
import { compareText } from './fitCompareText.ts';
import type { FitInput } from './fitInput.ts';
import { inSpec } from './inSpec.ts';
import { answer } from './output.ts';
import { progressLine } from './progress.ts';

type Options = { readonly reloo?: boolean; readonly json?: boolean };

/** `fit --compare`: the fit file's model with each of several curves, held against each other by what they predict. */
export function compareCurves(input: FitInput, list: string, { reloo = false, json }: Options): void {
  const candidates = readCandidates(list, input);
  if (reloo) checkLeaveOut(input, candidates[0]!.settings);
  const progress = progressLine(process.stderr);
  const meter = openMeter(candidates.length, progress.show);
  const { dataset, request, source } = input;
  const sampled = candidates.map((candidate) => {
    const fit = inSpec(source, ['estimator'], () => fitCandidate(candidate, dataset, request));
    meter.add(fit.estimate.status !== 'ok');
    return fit;
  });
  const fits = assess(sampled, request.stream, reloo ? MOST_REFITS : 0);
  progress.finish();
  const choice = choose(fits);
  answer(json, compareJson(input, fits, choice), compareText(input, fits, choice));
  process.exitCode = exitCode(choice);
}

/** @throws InputError where an observation cannot be left out */
function checkLeaveOut({ dataset }: FitInput, settings: BayesianSettings): void {
  const path = '--reloo';
  if (dataset.geos.length > 1) {
    throw new InputError({ path, message: `fits national data again; these have ${dataset.geos.length} geos` });
  }
  if (!canLeaveOut({ errors: errorModels[settings.errors] })) {
    const message = `with errors: ${settings.errors} an observation that is left out still shows in the next one`;
    throw new InputError({ path, message: `${message}; it is for independent errors` });
  }
}

function exitCode(choice: Choice): number {
  if (choice.status === 'decided') return exitCodes.fine;
  const unanswered = choice.status === 'withheld' && choice.doubts.some(({ why }) => why === 'no-answer');
  return unanswered ? exitCodes.finding : exitCodes.undecided;
}
