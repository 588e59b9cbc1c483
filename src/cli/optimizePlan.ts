import { sum } from '../core/stats.ts';
import type { FitFile } from './optimizeInput.ts';
import { type Lead, lead } from './optimizeLead.ts';
import type { Bounds } from './optimizeOptions.ts';
import type { Decision } from './optimizeSplit.ts';

/** Everything that is said of a decision, in numbers. */
export type Plan = {
  readonly fit: FitFile;
  readonly budget: number;
  /** spent in the window */
  readonly spent: number;
  readonly bounds: readonly Bounds[];
  readonly decision: Decision;
  /** what a unit of the outcome earns, where that was said */
  readonly value: number | undefined;
  /** channels without spend in the window: they have no curve */
  readonly idle: readonly string[];
  readonly rows: readonly PlanRow[];
  readonly total: PlanRow;
};

/** A channel, or all of them, now and at the best split. Marginal returns are outcome per unit of spend. */
export type PlanRow = {
  readonly channel: string;
  readonly now: Place;
  readonly best: Place;
};

export type Place = { readonly spend: number; readonly contribution: number; readonly marginal: number | null };

export function planRows({ fit: { curves }, decision }: Pick<Plan, 'fit' | 'decision'>): Pick<Plan, 'rows' | 'total'> {
  const rows = curves.channels.map(({ channel, spend }, i): PlanRow => {
    const { at, slope } = decision.curves[i]!;
    const place = (x: number): Place => ({ spend: x, contribution: at(x), marginal: slope(x) });
    return { channel, now: place(spend), best: place(decision.best.amounts[i]!) };
  });
  const all = (when: 'now' | 'best', marginal: number | null): Place => ({
    spend: sum(rows.map((row) => row[when].spend)),
    contribution: sum(rows.map((row) => row[when].contribution)),
    marginal,
  });
  // apart from the best split no one number says what the next unit brings: it depends on where it goes
  const price = rows.every((_, i) => atBound(decision, i)) ? null : decision.best.price;
  return { rows, total: { channel: 'all', now: all('now', null), best: all('best', price) } };
}

/** Whether a channel's best spend is at one of its bounds, up to rounding. */
export function atBound({ best, constraint: { lower, upper } }: Decision, channel: number): boolean {
  const [amount, low, high] = [best.amounts[channel]!, lower[channel]!, upper[channel]!];
  return amount - low <= 1e-9 * high || high - amount <= 1e-9 * high;
}

/** snake_case. */
export function planJson({ fit, budget, spent, bounds, decision, value, idle, rows, total }: Plan): unknown {
  const { best, rules, overNow, spread } = decision;
  const place = ({ spend, contribution, marginal }: Place) => ({ spend, contribution, marginal_roas: marginal });
  return {
    file: fit.file,
    estimator: fit.estimator,
    ...(fit.doubt === undefined ? {} : { nonconverged: fit.doubt }),
    window: fit.curves.window,
    budget,
    spent,
    ...(value === undefined
      ? {}
      : { value, profit: { now: value * total.now.contribution - spent, best: value * best.value - budget } }),
    method: best.method,
    price: total.best.marginal,
    channels: rows.map(({ channel, now, best: then }, i) => ({
      channel,
      bounds: [bounds[i]!.low, bounds[i]!.high],
      tail: fit.curves.channels[i]!.tail,
      now: place(now),
      best: place(then),
      ...(spread === undefined ? {} : { spread: spread[i] }),
    })),
    idle,
    contribution: { now: total.now.contribution, best: best.value },
    ...(overNow === undefined ? {} : { over_now: leadJson(overNow) }),
    rules: rules.map(({ name, amounts, value: contribution, lead: over }) => ({
      rule: name,
      spend: [...amounts],
      contribution,
      gain: lead(best.value, contribution),
      ...(over === undefined ? {} : { best_over_it: leadJson(over) }),
    })),
  };
}

const leadJson = ({ promised, optimism, expected, probability }: Lead) => ({
  promised: { mean: promised.mean, interval_80: promised.interval, probability: promised.probability },
  optimism,
  expected,
  probability_if_fit_is_right: probability,
});
