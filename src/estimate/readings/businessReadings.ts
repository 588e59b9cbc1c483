import { sd, sum } from '../../core/stats.ts';
import type { Estimand } from '../../dataset/estimand.ts';
import type { Dataset } from '../../dataset/types.ts';
import type { Estimate } from '../contract.ts';

type Fit = Extract<Estimate, { readonly status: 'ok' | 'nonconverged' }>;

/** Which controls are read as what. */
export type BusinessTerms = {
  /** controls that are prices */
  readonly price?: readonly string[] | undefined;
  /** controls that are 0 where nothing is on */
  readonly promotion?: readonly string[] | undefined;
};

/** One number that a business asks for, or why the fit has none. */
export type Reading = { readonly name: string; readonly value: number | null; readonly why?: string };

/** What a fit says of price, promotions and mediation, where its model has the terms:
 *  - `price_elasticity[price]` = γ·p̄/ȳ, at the means: percent of outcome per percent of price;
 *  - `promotion_lift[promo]` = Σγ·x / Σ(ŷ − γ·x) over the periods in which it is on: what it adds, over what would have been;
 *  - `mediation_ratio[tv]` = roas.mediated/roas.total, where both are answered of one window.
 *  γ is the control's effect on the outcome in its own units, from the fit's parameters.
 *  @see docs/methods/readings.md */
export function businessReadings(
  dataset: Dataset,
  fit: Fit,
  { price = [], promotion = [] }: BusinessTerms,
): readonly Reading[] {
  return [
    ...price.map((name) => reading(`price_elasticity[${name}]`, name, dataset, fit, elasticity)),
    ...promotion.map((name) => reading(`promotion_lift[${name}]`, name, dataset, fit, lift)),
    ...mediationRatios(fit),
  ];
}

type Formula = (effect: number, control: Float64Array, dataset: Dataset, fit: Fit) => number;

function reading(name: string, control: string, dataset: Dataset, fit: Fit, formula: Formula): Reading {
  const effect = controlEffect(dataset, fit, control);
  if (effect === null)
    return { name, value: null, why: `the model has no effect of ${control} in units of the outcome` };
  const value = formula(effect, dataset.controls.find((series) => series.name === control)!.values, dataset, fit);
  return Number.isFinite(value)
    ? { name, value }
    : { name, value: null, why: `not defined: ${control} is never on, or the outcome is 0` };
}

const elasticity: Formula = (effect, control, dataset) =>
  sum(control.map((x, i) => effect * x * headsOf(dataset, i))) / sum(dataset.outcome.values);

const lift: Formula = (effect, control, dataset, { fitted }) => {
  let [added, without] = [0, 0];
  control.forEach((x, i) => {
    if (x === 0) return;
    const own = effect * x * headsOf(dataset, i);
    added += own;
    without += fitted[i]! - own;
  });
  return added / without;
};

/** Effects are of an outcome per head (perHead.ts), outcome and fitted values are totals. */
const headsOf = ({ population, periods }: Dataset, i: number): number => population[Math.floor(i / periods)]!;

/** Regressions report it under the control's name; `bayesian-mmm` as `gamma[price]`, of an outcome over its scale and a control over
 *  its standard deviation. Null where the model is of the outcome's logarithm, or of a panel, or has no such term. */
function controlEffect(dataset: Dataset, { parameters, diagnostics }: Fit, name: string): number | null {
  const control = dataset.controls.find((series) => series.name === name);
  if (control === undefined || diagnostics.log_outcome === 1) return null;
  const own = parameters.find((parameter) => parameter.name === name);
  if (own !== undefined) return own.value;
  const gamma = parameters.find((parameter) => parameter.name === `gamma[${name}]`);
  const scale = diagnostics.outcome_scale;
  if (gamma === undefined || scale === undefined || dataset.geos.length > 1) return null;
  return (gamma.value * scale) / sd(control.values);
}

function mediationRatios({ effects }: Fit): readonly Reading[] {
  const answered = effects.filter((effect) => effect !== null);
  return answered.flatMap((mediated): Reading[] => {
    if (mediated.estimand.kind !== 'roas.mediated') return [];
    const { channel } = mediated.estimand;
    const total = answered.find(
      ({ estimand }) =>
        estimand.kind === 'roas.total' &&
        estimand.channel === channel &&
        spanOf(estimand) === spanOf(mediated.estimand),
    );
    if (total === undefined) return [];
    const value = mediated.point / total.point;
    const name = `mediation_ratio[${channel}]`;
    return [Number.isFinite(value) ? { name, value } : { name, value: null, why: 'not defined: the total is 0' }];
  });
}

/** Window and tail: what two answers must share to be of one question. */
const spanOf = ({ window, tail }: Estimand): string => `${window[0]}..${window[1]}+${tail}`;
