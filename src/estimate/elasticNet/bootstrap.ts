import type { Stream } from '../../core/random/stream.ts';
import { median } from '../../core/stats.ts';
import { resampleResiduals } from '../../inference/bootstrap/residual.ts';
import type { PenalizedDesign } from '../../inference/coordinateDescent/design.ts';
import { type ElasticNetFit, elasticNet } from '../../inference/coordinateDescent/elasticNet.ts';
import type { Limits } from '../../inference/coordinateDescent/types.ts';
import type { Diagnostics } from '../contract.ts';
import type { Selected, Selection } from './selection.ts';

/** Replicates of every coefficient, and the work they took. */
export type Replicates = Pick<Selected, 'fits' | 'sweeps' | 'unconverged'> & {
  /** k arrays */
  readonly draws: readonly Float64Array[];
  readonly diagnostics: Diagnostics;
};

/** Fitted values plus errors resampled in blocks, fitted again: at the penalty of the data (`once`), or at one chosen by
 *  cross-validation of the sample (`inside`).
 *  @param fitted n, of `fit`
 *  @param residuals n, of `fit` */
export function coefficientReplicates(
  design: PenalizedDesign,
  fit: ElasticNetFit,
  parts: { readonly fitted: Float64Array; readonly residuals: Float64Array; readonly selected: Selected },
  selection: Selection,
  options: {
    readonly select: 'once' | 'inside';
    readonly periods: number;
    readonly block: number;
    readonly replicates: number;
    readonly stream: Stream;
    readonly limits: Limits;
  },
): Replicates {
  const { fitted, residuals, selected } = parts;
  const { select, replicates, limits } = options;
  const draws = Array.from({ length: design.k }, () => new Float64Array(replicates));
  const alphas = new Float64Array(replicates);
  const sample = new Float64Array(design.n);
  const work = { fits: 0, sweeps: 0, unconverged: 0 };
  // as many columns as rows leave none; one is the least that a scale can be taken by
  const df = Math.max(1, design.n - fit.df);
  resampleResiduals({ ...options, residuals, df }, (errors, replicate) => {
    for (let i = 0; i < sample.length; i++) sample[i] = fitted[i]! + errors[i]!;
    const chosen = select === 'inside' ? selection.choose(sample) : { ...selected, fits: 0, sweeps: 0, unconverged: 0 };
    const again = elasticNet(design, sample, chosen.penalty, limits, fit.scaled);
    alphas[replicate] = chosen.penalty.alpha;
    work.fits += chosen.fits + 1;
    work.sweeps += chosen.sweeps + again.sweeps;
    work.unconverged += chosen.unconverged + (again.converged ? 0 : 1);
    for (let j = 0; j < design.k; j++) draws[j]![replicate] = again.coefficients[j]!;
  });
  return { ...work, draws, diagnostics: select === 'inside' ? { bootstrap_penalty_median: median(alphas) } : {} };
}
