import { estimandKey } from '../../dataset/estimand.ts';
import type { Dataset } from '../../dataset/types.ts';
import type { Effect, Estimate } from '../../estimate/contract.ts';
import type { PlannedArm, PlannedCell } from '../../experiment/plan/types.ts';
import type { World } from '../../scenario/world.ts';
import { densityGrid, kernelDensity, lognormalDensity } from './density.ts';
import { drawnSeries } from './digits.ts';
import { estimatedCurve } from './estimatedCurve.ts';
import { spendGrid, trueCurve } from './trueCurve.ts';
import type { CurveFacts, PosteriorFacts } from './types.ts';

/** A fit made again, and what it was made of. */
export type Refit = {
  readonly cell: PlannedCell;
  readonly arm: PlannedArm;
  readonly replicate: number;
  /** the world as drawn for the replicate */
  readonly world: World;
  readonly dataset: Dataset;
  /** as the fit got them, numbers in place of truths */
  readonly settings: unknown;
  readonly estimate: Estimate;
  /** in the order of the cell's estimands */
  readonly truths: readonly (number | null)[];
};

/** What the page shows of one fit: posterior, prior, truth and curves; null for a fit without answers. */
export function posteriorOf(refit: Refit): PosteriorFacts | null {
  const { cell, arm, replicate, estimate, truths } = refit;
  if (!('effects' in estimate)) return null;
  const channels = cell.estimands.flatMap((_, k) => {
    const [effect, truth] = [estimate.effects[k], truths[k]];
    if (effect === null || effect === undefined || truth === null || truth === undefined) return [];
    return [channelOf(refit, estimate, effect, truth)];
  });
  return channels.length === 0 ? null : { cell: cell.name, arm: arm.name, replicate, channels };
}

type Answered = Extract<Estimate, { readonly effects: unknown }>;

function channelOf(
  refit: Refit,
  estimate: Answered,
  effect: Effect,
  truth: number,
): PosteriorFacts['channels'][number] {
  const { channel } = effect.estimand;
  // draws of a bootstrap are no posterior
  const draws = refit.arm.use === 'bayesian-mmm' ? Array.from(effect.draws ?? []) : [];
  const prior = priorOf(refit.settings, channel, estimandKey(effect.estimand));
  const interval = effect.intervals.at(-1) ?? null;
  const others = [truth, ...(prior === null ? [] : [prior.center])];
  const grid = draws.length === 0 && prior === null ? [] : densityGrid(draws, others);
  return {
    channel,
    estimand: estimandKey(effect.estimand),
    truth,
    grid,
    prior: prior === null ? null : lognormalDensity(prior.center, prior.sd, grid),
    posterior: draws.length < 2 ? null : kernelDensity(draws, grid),
    point: effect.point,
    interval,
    curve: curveOf(refit, estimate, effect),
  };
}

/** The prior on the ROAS itself, where the arm has one: log ROAS ~ N(log center, base_sd²/strength). */
function priorOf(
  settings: unknown,
  channel: string,
  key: string,
): { readonly center: number; readonly sd: number } | null {
  const { roas_prior: prior } = settings as { readonly roas_prior?: RoasPrior };
  if (prior === undefined) return null;
  const named = typeof prior.estimand === 'object' ? prior.estimand[channel] : undefined;
  const center = typeof prior.center === 'number' ? prior.center : prior.center[channel];
  if (center === undefined || (named !== undefined && named !== key)) return null;
  return { center, sd: (prior.base_sd ?? 1) / Math.sqrt(prior.strength ?? 1) };
}

type RoasPrior = {
  readonly base_sd?: number;
  readonly strength?: number;
  readonly center: number | Readonly<Record<string, number>>;
  readonly estimand?: string | Readonly<Record<string, string>>;
};

/** Of a fit that is linear in the effect at curves that are held, the curve's band is the interval's share of the point. */
function curveOf({ arm, world, dataset, settings }: Refit, estimate: Answered, effect: Effect): CurveFacts | null {
  const { channel } = effect.estimand;
  const most = Math.max(0, ...(dataset.channels.find(({ name }) => name === channel)?.spend.window ?? []));
  const spend = spendGrid(most);
  const truth = most > 0 && dataset.geos.length === 1 ? trueCurve(world, channel, spend) : null;
  if (truth === null) return null;
  const own = estimatedCurve({ use: arm.use, settings }, estimate, channel, spend, most);
  const interval = effect.intervals.at(-1);
  const linear = arm.use === 'ols' && own !== null && interval !== undefined && effect.point > 0;
  const times = (end: number) => drawnSeries(own!.map((y) => (y * end) / effect.point));
  return {
    spend: drawnSeries(spend),
    truth,
    estimate: own,
    lower: linear ? times(interval.lower) : null,
    upper: linear ? times(interval.upper) : null,
  };
}
