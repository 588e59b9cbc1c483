import type { Estimand } from '../../dataset/estimand.ts';
import type { GaussianRow, NoiseLaw } from '../../inference/conjugate/types.ts';
import { leastSquares } from '../../inference/leastSquares/fit.ts';
import { designMatrix } from '../columns.ts';
import { measuredTests, refuseIdleTests } from '../liftTests/measured.ts';
import { liftRows } from '../liftTests/rows.ts';
import { type MediaColumns, mediaColumns } from '../mediaColumns.ts';
import type { PerHead } from '../perHead.ts';
import { type Refused, refuse, refuseDependent, refuseTooMany } from '../refusal.ts';
import { type CoefficientPrior, coefficientPriors, priorRows } from './priors.ts';
import type { BayesianLinearSettings } from './settings.ts';

/** Columns, priors and the law of the noise: all but the outcome. */
export type LinearModel = MediaColumns & {
  readonly status: 'ready';
  /** n × k column-major */
  readonly x: Float64Array;
  /** k */
  readonly priors: readonly CoefficientPrior[];
  readonly rows: readonly GaussianRow[];
  /** tests of channels' effects */
  readonly observations: readonly GaussianRow[];
  /** the guess of the noise's sd; sds in units of the data are divided by it */
  readonly noiseSd: number;
  readonly noise: NoiseLaw;
};

/** The model by an estimator's settings, or why there is none.
 *  @param asked estimands of all channels
 *  @throws InputError for names that the data do not have */
export function linearModel(
  dataset: PerHead,
  settings: BayesianLinearSettings,
  asked: readonly Estimand[],
): LinearModel | Refused {
  const media = mediaColumns(dataset, settings);
  if ('status' in media) return media;
  const x = designMatrix(media.columns);
  const noiseSd = guessedSd(x, dataset.outcome.values, media, settings);
  if (typeof noiseSd !== 'number') return noiseSd;
  const priors = coefficientPriors(dataset, media, settings, noiseSd, asked);
  if ('status' in priors) return priors;
  const { df } = settings.noise;
  const noise: NoiseLaw =
    df === 'known'
      ? { kind: 'known', sd: noiseSd }
      : { kind: 'inverse-gamma', shape: df / 2, rate: (df * noiseSd * noiseSd) / 2 };
  const { responses, columns } = media;
  const kept = responses.map(({ channel }) => channel);
  const tests = measuredTests(settings.lift_tests, kept, dataset).likelihood;
  const idle = refuseIdleTests(settings.lift_tests, dataset);
  if (idle !== undefined) return idle;
  const observations = liftRows(tests, responses, columns.length, noiseSd);
  return { status: 'ready', ...media, x, priors, rows: priorRows(priors), observations, noiseSd, noise };
}

/** The stated guess, or the residual standard error of least squares. */
function guessedSd(
  x: Float64Array,
  y: Float64Array,
  { columns }: MediaColumns,
  { noise }: BayesianLinearSettings,
): number | Refused {
  if (noise.sd !== 'residual') return noise.sd;
  const fit = leastSquares(x, y, columns.length);
  const advice = 'least squares cannot guess the noise here; state noise.sd';
  if (fit.status === 'rank-deficient') {
    const { reason, detail } = refuseDependent(columns, fit.dependent);
    return refuse(reason, `${detail}; ${advice}`);
  }
  if (fit.status === 'more-columns-than-rows') {
    const { reason, detail } = refuseTooMany(columns.length, y.length);
    return refuse(reason, `${detail}; ${advice}`);
  }
  const sd = Math.sqrt(fit.rss / fit.df);
  return sd > 0 ? sd : refuse('unsupported', `the columns leave no residual; ${advice}`);
}
