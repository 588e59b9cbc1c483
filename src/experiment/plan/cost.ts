import type { CostFormula, PlannedArm, PlannedCell } from './types.ts';

export const costFormula: CostFormula = {
  unit: 'simulated periods: cell.periods × (simulate + sum of arm.cost over the missing arms), replicate by replicate',
  simulate: 1,
};

/** Rough work of one fit relative to simulating its data, from timings on one machine; an estimator that is not listed
 *  counts as an OLS fit. Only the balance of blocks and shards hangs on it, no number in a table. */
const weights: Readonly<Record<string, number>> = {
  ols: 1,
  'elastic-net': 50,
  'two-stage-mediation': 4,
  'front-door': 4,
  'two-stage-least-squares': 2,
  'effect-share-ridge': 200,
  ridge: 20,
  lasso: 50,
  'non-negative': 2,
  'bayesian-linear': 4,
  'random-forest': 50,
  'gradient-boosting': 50,
  'campaign-hierarchy': 300,
  'time-varying': 1000,
  'model-average': 50,
  deconfounder: 10,
  'bayesian-mmm': 5000,
  // a least-squares fit in Python, most of it conversation; a sampler takes much more
  external: 20,
};

/** @param settings read only for a number of bootstrap samples */
export function armCost(use: string, settings: unknown): number {
  return (weights[use] ?? 1) * (1 + bootstrapSamples(settings));
}

/** The number under `bootstrap`, or under `bootstrap.samples`, wherever it stands in the settings; 0 without one. */
function bootstrapSamples(value: unknown, key = ''): number {
  if (typeof value === 'number') return key === 'bootstrap' && value > 0 ? value : 0;
  if (typeof value !== 'object' || value === null) return 0;
  return Object.entries(value).reduce(
    (most, [name, item]) =>
      Math.max(most, bootstrapSamples(item, key === 'bootstrap' && name === 'samples' ? key : name)),
    0,
  );
}

/** Estimated work of one replicate of a cell with the given arms; the periods of every geo count. */
export function replicateCost(
  { periods, world }: PlannedCell,
  arms: readonly PlannedArm[],
  { simulate }: CostFormula = costFormula,
): number {
  return periods * (world.geos?.names.length ?? 1) * arms.reduce((sum, arm) => sum + arm.cost, simulate);
}
