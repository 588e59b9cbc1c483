import { InputError, type Problem } from '../../core/errors.ts';
import { closest } from '../../core/spelling.ts';
import { sd } from '../../core/stats.ts';
import type { Estimand } from '../../dataset/estimand.ts';
import type { Dataset } from '../../dataset/types.ts';
import type { GaussianRow } from '../../inference/conjugate/types.ts';
import { aimedEstimand } from '../bayesian/roas/aimedEstimand.ts';
import { checkCenter } from '../bayesian/roas/priors.ts';
import { awaitsTruth } from '../bayesian/roas/settings.ts';
import type { Column } from '../columns.ts';
import type { MediaColumns } from '../mediaColumns.ts';
import { type Refused, refuse } from '../refusal.ts';
import type { BayesianLinearSettings } from './settings.ts';

/** N(mean, (sd·σ)²) on a coefficient: `sd` in units of the noise's; null is flat. */
export type CoefficientPrior = { readonly mean: number; readonly sd: number } | null;

/** The prior of each column's coefficient, in order. What is stated in units of the data (`priors`, `roas_prior`) is divided by the
 *  guess of the noise's sd: the conjugate prior is wider where noise turns out larger.
 *  @param asked estimands of all channels: a ROAS prior is on the first that is asked of its channel
 *  @throws InputError for names that the data do not have, a center still to be filled in, and two priors on one coefficient */
export function coefficientPriors(
  dataset: Dataset,
  { columns, responses }: MediaColumns,
  settings: BayesianLinearSettings,
  noiseSd: number,
  asked: readonly Estimand[],
): readonly CoefficientPrior[] | Refused {
  checkNames(dataset, columns, settings);
  const unpaid: string[] = [];
  const priors = columns.map(({ name, role, values }, j): CoefficientPrior => {
    const center = role === 'channel' ? centerOf(settings, name) : undefined;
    if (center !== undefined) {
      const { effect, curves } = responses[j - (columns.length - responses.length)]!;
      const { base_sd, strength, estimand } = settings.roas_prior!;
      const unit = effect(aimedEstimand(asked, name, estimand, dataset, curves.adstock.maxLag));
      if (unit === null || unit === 0) unpaid.push(name);
      return unit === null
        ? null
        : { mean: center / unit, sd: base_sd / Math.sqrt(strength) / Math.abs(unit) / noiseSd };
    }
    const own = settings.priors[name];
    if (own !== undefined) return { mean: own.mean, sd: own.sd / noiseSd };
    const spread = sd(values);
    return role === 'intercept' || !(spread > 0) ? null : { mean: 0, sd: settings.prior_sd / spread };
  });
  if (unpaid.length === 0) return priors;
  return refuse('all-zero-channel', `no ROAS to put a prior on without spend: ${unpaid.join(', ')}`);
}

/** The priors as rows beside the data. */
export function priorRows(priors: readonly CoefficientPrior[]): readonly GaussianRow[] {
  return priors.flatMap((prior, j): GaussianRow[] => {
    if (prior === null) return [];
    const weights = new Float64Array(priors.length);
    weights[j] = 1;
    return [{ weights, value: prior.mean, sd: prior.sd }];
  });
}

/** The center of a channel's ROAS prior; undefined where it has none. */
function centerOf({ roas_prior }: BayesianLinearSettings, channel: string): number | undefined {
  const center = roas_prior?.center;
  return typeof center === 'object' ? (center as Readonly<Record<string, number>>)[channel] : center;
}

function checkNames(dataset: Dataset, columns: readonly Column[], settings: BayesianLinearSettings): void {
  const { roas_prior } = settings;
  if (roas_prior !== undefined && awaitsTruth(roas_prior.center)) {
    const message = 'received truth; only a study on a scenario can fill it in';
    throw new InputError({ path: 'roas_prior.center', message });
  }
  checkCenter(
    roas_prior,
    dataset.channels.map(({ name }) => name),
  );
  checkPriorNames(columns, settings);
}

/** @throws InputError for priors of what is no column, and beside one on ROAS */
export function checkPriorNames(
  columns: readonly Pick<Column, 'name' | 'role'>[],
  settings: BayesianLinearSettings,
): void {
  const names = columns.map(({ name }) => name);
  const problems = Object.keys(settings.priors).flatMap((name): Problem[] => {
    const path = `priors.${name}`;
    if (!names.includes(name)) {
      const guess = closest(name, names);
      const message = `the model has no column "${name}"; it has ${names.join(', ')}`;
      return [{ path, message, ...(guess === undefined ? {} : { guess }) }];
    }
    const channel = columns.some((column) => column.name === name && column.role === 'channel');
    if (!channel || centerOf(settings, name) === undefined) return [];
    return [{ path, message: 'roas_prior gives the ROAS a prior already; keep one of them' }];
  });
  if (problems.length > 0) throw new InputError(problems);
}
