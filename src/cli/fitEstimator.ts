import { check, type Source } from '../core/document.ts';
import { InputError, type Problem } from '../core/errors.ts';
import type { Dataset } from '../dataset/types.ts';
import type { Estimate, Estimator, FitRequest } from '../estimate/contract.ts';
import { checkEstimate } from '../estimate/contractCheck.ts';
import { nodeEstimators } from '../experiment/load/estimators.node.ts';
import type { FitSpec } from './fitSpec.ts';
import { placed, specProblem } from './inSpec.ts';

/** An estimator with its settings, and whether its code is a file of the user's. */
export type ReadyEstimator = { readonly estimator: Estimator; readonly settings: unknown; readonly own: boolean };

/** The estimator that a fit file names, and its settings by its own schema.
 *  @param folder paths of estimators are relative to it
 *  @throws InputError with positions in the fit file */
export async function readEstimator({ estimator }: FitSpec, source: Source, folder: string): Promise<ReadyEstimator> {
  const { use, data: _, ...given } = estimator;
  const at = ['estimator', 'use'];
  const found = await nodeEstimators(folder)(use).catch((error: unknown) => {
    if (!(error instanceof InputError)) throw error;
    const { line, column } = source.positionOf(at);
    throw new InputError(
      error.problems.map(
        ({ guess, message, file }): Problem => ({
          file: source.file,
          line,
          column,
          path: at.join('.'),
          message: file === undefined ? message : `${file}: ${message}`,
          ...(guess === undefined ? {} : { guess }),
        }),
      ),
    );
  });
  if (found.estimator.needsTruth) {
    throw specProblem(source, [{ path: at, message: `${use} is an oracle: it needs the truth, which a CSV has not` }]);
  }
  const { data, findings } = check(found.estimator.settingsSchema, given);
  if (findings.length > 0) {
    throw specProblem(
      source,
      findings.map((finding) => ({ ...finding, path: ['estimator', ...finding.path] })),
    );
  }
  return { estimator: found.estimator, settings: data, own: found.source !== undefined };
}

/** One fit. What a user's own estimator throws is an answer, as in a study; what one of ours throws is a fault of ours. */
export async function fitOnce(
  { estimator, settings, own }: ReadyEstimator,
  dataset: Dataset,
  request: FitRequest,
  source: Source,
): Promise<Estimate> {
  try {
    const channels = dataset.channels.map(({ name }) => name);
    const answer = await estimator.fit(dataset, settings, request);
    return checkEstimate(answer, request, dataset.outcome.values.length, channels);
  } catch (error) {
    if (own) return { status: 'error', detail: error instanceof Error ? error.message : String(error) };
    throw placed(source, ['estimator'], error);
  }
}
