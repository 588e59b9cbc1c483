import { type CompareOptions, compareVersions, endpointKey, overall, redKeys } from './compare.ts';
import { matchVersions } from './match.ts';
import { mustBeIndependent } from './pairRows.ts';
import type { Comparison, Endpoint, Version } from './types.ts';

/** A baseline and a candidate. */
export type Versions = { readonly baseline: Version; readonly candidate: Version };

/** Said of an endpoint that was red on the first replicates alone. */
export const NOT_CONFIRMED = 'not confirmed on fresh replicates';

/** A red comparison on fresh replicates of both versions: a regression stays one where it is seen there too, and is inconclusive
 *  where it is not. Only what was red is tested again, so the correction for numbers is small.
 *  @param found on the first replicates
 *  @throws InputError where the fresh results are of the same data, or can't be compared
 *  @see statistics.md §7 */
export function confirm(found: Comparison, first: Versions, fresh: Versions, options: CompareOptions): Comparison {
  for (const side of ['baseline', 'candidate'] as const)
    for (const match of matchVersions(first[side], fresh[side]).matched) mustBeIndependent(match);
  if (found.verdict !== 'regression') return found;
  const still = redKeys(compareVersions(fresh.baseline, fresh.candidate, { ...options, confirms: found }));
  const settled = (endpoint: Endpoint): Endpoint =>
    endpoint.verdict !== 'regression' || still.has(endpointKey(endpoint))
      ? endpoint
      : { ...endpoint, verdict: 'inconclusive', remark: NOT_CONFIRMED };
  const gates = found.gates.map(settled);
  const details = found.details.map(settled);
  const open = [...gates, ...details].some(({ remark }) => remark === NOT_CONFIRMED);
  const verdict = overall(gates, details);
  return { ...found, verdict: verdict === 'pass' && open ? 'inconclusive' : verdict, gates, details };
}
