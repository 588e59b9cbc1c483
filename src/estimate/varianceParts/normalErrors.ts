import { log } from '../../core/math.ts';
import { LOG_SQRT_2PI } from '../../inference/priors/normal.ts';
import type { PosteriorModel } from '../bayesian/posteriorModel.ts';
import type { PerHead } from '../perHead.ts';
import { type Refused, refuse } from '../refusal.ts';
import { type Reduced, unexplainedShare } from './reduced.ts';

/** Share of the outcome's sum of squares that is rounding: a difference of sums is known to 1e-16 of them, and less by condition. */
const nothingLeft = 1e-13;

/** Why there is no σ to learn, where the columns explain everything. */
export function refuseWithoutNoise(reduced: Reduced): Refused | undefined {
  if ((unexplainedShare(reduced) ?? 1) >= nothingLeft) return undefined;
  return refuse('unsupported', 'the columns explain the outcome without rest: there is no noise to learn');
}

type Part = Pick<
  PosteriorModel,
  'observations' | 'outcomeScale' | 'outcomeUnits' | 'mean' | 'logLikelihood' | 'drawOutcome'
>;

/** What y = Σ at_j·column_j + e, e ~ N(0, σ²), says of data: the same for every model whose first parameters are its coefficients.
 *  @param y G·T, per head
 *  @param columns one a coefficient, in the order of the first parameters
 *  @param sigma place of σ among the parameters */
export function normalErrors(
  { heads, periods }: PerHead,
  y: Float64Array,
  columns: readonly Float64Array[],
  sigma: number,
): Part & Required<Pick<Part, 'drawOutcome'>> {
  const mean = (at: Float64Array, out: Float64Array): void => {
    out.fill(0);
    columns.forEach((values, j) => {
      for (let i = 0; i < out.length; i++) out[i]! += at[j]! * values[i]!;
    });
  };
  return {
    observations: y.length,
    outcomeScale: 1,
    outcomeUnits: y.map((_, i) => heads[Math.floor(i / periods)]!),
    mean,
    logLikelihood: (at, out) => {
      mean(at, out);
      const sd = at[sigma]!;
      for (let i = 0; i < out.length; i++) {
        const z = (y[i]! - out[i]!) / sd;
        out[i] = -LOG_SQRT_2PI - log(sd) - 0.5 * z * z;
      }
    },
    drawOutcome: (at, stream) => {
      const out = new Float64Array(y.length);
      mean(at, out);
      return out.map((value) => value + at[sigma]! * stream.normal());
    },
  };
}
