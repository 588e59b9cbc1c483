import { openStream } from '../core/random/stream.ts';
import { observedEvery } from '../scenario/observation.ts';
import type { DrawKey } from './drawKey.ts';
import { drawExogenous } from './exogenous.ts';
import { type Change, changedOutcome, type LiftDesign, stretch, trueChange } from './liftTest.ts';
import type { Panel } from './panel.ts';
import { solveWorld } from './replay.ts';
import type { Setting } from './scaled.ts';
import { sumOver } from './series.ts';

export type GeoLiftDesign = LiftDesign & {
  /** share of the regions whose spend is changed, as near as whole regions come to it; two are left on either side */
  readonly treated: number;
  /** periods before the window that regions are compared with themselves over */
  readonly before: number;
};

/** Effect of changing spend in all regions, as the test found it: outcome at the factual spend minus that at the changed one.
 *  `cost` is what the test did where it was run. */
export type GeoLiftResult = { readonly effect: number; readonly se: number; readonly cost: Change };

/** A randomized geo experiment: regions drawn to be treated, their spend changed, outcomes replayed with noise of the test's own,
 *  and changes against the periods before compared between treated and other regions (difference in differences),
 *  regions by their population:
 *
 *      D_g = people_g·(mean outcome a head counted − mean before),   R_s = Σ_s D_g/Σ_s people_g,
 *      effect = (R_control − R_treated)·people·periods,   v_s = m/(m − 1)·Σ_s(D_g − R_s·people_g)²/(Σ_s people_g)².
 *
 *  @param panel the world of the replicate; its regions, causes and spends are those of the test, its outcome noise is not
 *  @param key of the test
 *  @see docs/methods/lift-tests.md */
export function runGeoLift(panel: Panel, design: GeoLiftDesign, key: DrawKey): GeoLiftResult {
  const { from, to } = stretch(panel, design);
  const every = observedEvery(panel.model.world);
  const regions = treatedRegions(panel.geos.length, design.treated, key);
  const changes = panel.settings.map((setting, g): number => {
    const own = withOwnNoise(panel, setting, g, key);
    const outcome = regions.includes(g) ? changedOutcome(own, design) : own.factual.values[panel.model.outcome]!;
    // the change window is right from its first period on
    const before = own.factual.values[panel.model.outcome]!;
    const start = from - every * design.before;
    return sumOver(outcome, from, to) / (to - from) - sumOver(before, start, from) / (from - start);
  });
  const people = panel.geos.map(({ population }) => population);
  const all = people.map((_, g) => g);
  const control = meanChange(
    all.filter((g) => !regions.includes(g)),
    people,
    changes,
  );
  const treated = meanChange(regions, people, changes);
  const heads = people.reduce((total, n) => total + n, 0) * (to - from);
  return {
    effect: heads * (control.mean - treated.mean),
    se: heads * Math.sqrt(control.variance + treated.variance),
    cost: trueChange(panel, design, regions),
  };
}

/** A random subset by a stream of its own, ascending. */
function treatedRegions(count: number, share: number, { seed, replicate }: DrawKey): readonly number[] {
  const stream = openStream([seed, replicate, '', 'lift/treated']);
  const keyed = Array.from({ length: count }, (_, g) => ({ g, at: stream.uniform() }));
  const size = Math.min(count - 2, Math.max(2, Math.round(share * count)));
  return keyed
    .sort((a, b) => a.at - b.at)
    .slice(0, size)
    .map(({ g }) => g)
    .sort((a, b) => a - b);
}

/** The same region in the same year, its outcome disturbed anew. */
function withOwnNoise({ model, axis, geos }: Panel, setting: Setting, g: number, key: DrawKey): Setting {
  const { outcome } = model;
  const fresh = drawExogenous(setting.model.world, axis, key, axis.length, geos[g]!);
  const swap = <T>(own: readonly T[], other: readonly T[]): readonly T[] =>
    own.map((series, node) => (node === outcome ? other[node]! : series));
  const exogenous = {
    ...setting.exogenous,
    scale: swap(setting.exogenous.scale, fresh.scale),
    noise: swap(setting.exogenous.noise, fresh.noise),
  };
  return { ...setting, exogenous, factual: solveWorld(setting.model, axis, exogenous) };
}

/** Ratio estimator of the change a head, and its variance between regions. */
function meanChange(regions: readonly number[], people: readonly number[], changes: readonly number[]) {
  let [total, heads] = [0, 0];
  for (const g of regions) {
    total += people[g]! * changes[g]!;
    heads += people[g]!;
  }
  const mean = total / heads;
  let squares = 0;
  for (const g of regions) {
    const rest = people[g]! * (changes[g]! - mean);
    squares += rest * rest;
  }
  const m = regions.length;
  return { mean, variance: ((m / (m - 1)) * squares) / (heads * heads) };
}
