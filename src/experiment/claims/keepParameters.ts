import type { Dataset } from '../../dataset/types.ts';
import type { Estimate } from '../../estimate/contract.ts';
import type { World } from '../../scenario/world.ts';
import { fittedParameters } from './fittedParameters.ts';
import { PARAMETER } from './parameterStatistic.ts';

/** The estimate with its parameters among the diagnostics, where rows keep them: `parameter.tv.adstock.alpha`. */
export function keepParameters(
  estimate: Estimate,
  use: string,
  settings: unknown,
  data: Dataset,
  world: World,
): Estimate {
  if (estimate.status !== 'ok' && estimate.status !== 'nonconverged') return estimate;
  const kept = Object.entries(fittedParameters(use, settings, data, world, estimate)).map(
    ([name, value]) => [PARAMETER + name, value] as const,
  );
  return { ...estimate, diagnostics: { ...estimate.diagnostics, ...Object.fromEntries(kept) } };
}
