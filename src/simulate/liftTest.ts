import { observedEvery } from '../scenario/observation.ts';
import { expectedSetting } from './expected.ts';
import type { Panel } from './panel.ts';
import { makeReplays, type Setting } from './scaled.ts';
import { sumOver } from './series.ts';

/** A channel's spend multiplied by `scale` over a window: what a test changes, and which periods of the data it counts. */
export type LiftDesign = {
  readonly channel: string;
  /** first and last period, 0-based, inclusive */
  readonly window: readonly [first: number, last: number];
  /** periods counted after it */
  readonly tail: number;
  readonly scale: number;
};

/** What changing spend in some regions does there: outcome over window and tail, spend over the window. */
export type Change = {
  /** factual minus changed: what a switch-off costs */
  readonly outcomeLost: number;
  readonly spendSaved: number;
};

/** The truth of a test by replay in the regions named, all of them by default: no Monte Carlo error, as for any estimand.
 *  @see statistics.md §1 */
export function trueChange(panel: Panel, design: LiftDesign, regions?: readonly number[]): Change {
  let outcomeLost = 0;
  let spendSaved = 0;
  for (const g of regions ?? panel.settings.keys()) {
    const { population } = panel.geos[g]!;
    const setting = expectedSetting(panel.settings[g]!);
    const { from, after, to } = stretch(panel, design);
    const { outcome } = panel.model;
    const changed = changedOutcome(setting, design);
    const factual = setting.factual.values[outcome]!;
    outcomeLost += population * (sumOver(factual, from, to) - sumOver(changed, from, to));
    const spend = setting.factual.values[panel.model.indexOf.get(design.channel)!]!;
    spendSaved += population * (1 - design.scale) * sumOver(spend, from, after);
  }
  return { outcomeLost, spendSaved };
}

/** The outcome of one region with the channel's spend changed, all that responds replayed on the same noise. */
export function changedOutcome(setting: Setting, { channel, window, scale }: LiftDesign): Float64Array {
  const every = observedEvery(setting.model.world);
  return makeReplays(setting).scaled({
    channel: setting.model.indexOf.get(channel)!,
    factor: scale,
    window: [every * window[0], every * (window[1] + 1) - 1],
    held: [],
  }).outcome;
}

/** Places on the axis: the window's first, the first after it, the first that is not counted. */
export function stretch(
  { axis, model }: Pick<Panel, 'axis' | 'model'>,
  { window, tail }: Pick<LiftDesign, 'window' | 'tail'>,
): { readonly from: number; readonly after: number; readonly to: number } {
  const every = observedEvery(model.world);
  const from = axis.start + every * window[0];
  const after = axis.start + every * (window[1] + 1);
  return { from, after, to: after + every * tail };
}
