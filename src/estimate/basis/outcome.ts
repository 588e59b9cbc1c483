import type { Dataset } from '../../dataset/types.ts';
import { type Refused, refuse } from '../refusal.ts';

/** An outcome whose logarithm does not exist: how many rows, and the first of them. */
export function refuseOutcome({ outcome, periods, geos }: Dataset): Refused | undefined {
  const { name, values } = outcome;
  const first = values.findIndex((y) => !(y > 0));
  if (first === -1) return undefined;
  const count = values.filter((y) => !(y > 0)).length;
  const where = geos.length === 1 ? '' : ` of ${geos[Math.floor(first / periods)]}`;
  return refuse(
    'unsupported',
    `${name} is 0 or less in ${count} of ${values.length} rows, first ${values[first]} in period ${first % periods}${where}: no logarithm`,
  );
}
