import { quantileSorted, sd } from '../../core/stats.ts';
import type { Parameter } from '../contract.ts';
import type { Posterior } from './posterior.ts';
import type { PosteriorModel } from './posteriorModel.ts';

/** Posterior median and sd of what follows from the parameters, as for the parameters themselves. */
export function derivedParameters({ derived, names }: PosteriorModel, posterior: Posterior): readonly Parameter[] {
  if (derived === undefined || derived.names.length === 0) return [];
  const draws = derived.names.map(() => new Float64Array(posterior.chains * posterior.draws));
  let place = 0;
  for (const chain of posterior.values) {
    for (let k = 0; k < posterior.draws; k++, place++) {
      const values = derived.values(chain.subarray(k * names.length, (k + 1) * names.length));
      for (let d = 0; d < values.length; d++) draws[d]![place] = values[d]!;
    }
  }
  return derived.names.map((name, d) => ({
    name,
    value: quantileSorted(draws[d]!.slice().sort(), 0.5),
    se: sd(draws[d]!),
  }));
}
