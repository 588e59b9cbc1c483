import type { Dataset } from '../dataset/types.ts';
import type { Estimate, FitRequest } from '../estimate/contract.ts';
import { businessReadings, type Reading } from '../estimate/readings/businessReadings.ts';
import { fitReadings, READING } from '../estimate/readings/fitReadings.ts';
import { instability, rollable } from '../estimate/readings/instability.ts';
import { fitOnce, type ReadyEstimator } from './fitEstimator.ts';
import type { FitInput } from './fitInput.ts';

/** What the fit file asks to be read of a fit; empty where it asks for nothing. */
export async function readingsOf(
  { spec, dataset, source }: FitInput,
  request: FitRequest,
  estimator: ReadyEstimator,
  estimate: Estimate,
): Promise<readonly Reading[]> {
  const { readings } = spec;
  if (readings === undefined || (estimate.status !== 'ok' && estimate.status !== 'nonconverged')) return [];
  const refit = (part: Dataset, asked: FitRequest) => fitOnce(estimator, part, asked, source);
  const rolls = rollable(estimator.settings);
  const moved = readings.stability && rolls ? await instability(dataset, request, refit) : {};
  const follows = fitReadings(dataset.outcome.values, estimate.fitted, dataset.periods);
  const named = Object.entries({ ...follows, ...moved }).map(([name, value]) => ({
    name: name.slice(READING.length),
    value,
  }));
  const unstable = readings.stability && Object.keys(moved).length === 0;
  const why = !rolls
    ? 'lift tests name periods of the whole data'
    : 'fewer than 40 periods, or a fit to a half of them failed';
  return [
    ...businessReadings(dataset, estimate, readings),
    ...named,
    ...(unstable ? [{ name: 'instability', value: null, why }] : []),
  ];
}
