import { minimalSets } from './adjustmentSets.ts';
import type { AdjustmentSet } from './controls.ts';
import { isAdjustmentSet } from './criterion.ts';
import { ancestors, descendants, type Graph } from './digraph.ts';
import { union } from './masks.ts';
import { ask, mediatorsBetween, type Question } from './question.ts';
import { series, slices } from './unroll.ts';

/** What a regression of the outcome on all channels at once should hold besides them, and what its coefficients are then. */
export type RegressionControls = {
  /** the controls to include; periods before the outcome's are lags of them */
  readonly controls: AdjustmentSet;
  /** `joint`: right for all channels at once. `some`: right for the channels listed, no set is for all. `none`: for no
   *  channel; the controls are then all observed causes of channels or outcome that no channel drives, which reduces
   *  bias as a rule but need not (VanderWeele & Shpitser 2011) */
  readonly basis: 'joint' | 'some' | 'none';
  /** channels whose coefficients give the direct effect, the other channels held */
  readonly direct: readonly string[];
  /** those of them that drive no other channel which acts on the outcome: direct is total */
  readonly total: readonly string[];
  /** where no set is right for all channels: what each by itself would need beside the others, empty where nothing serves */
  readonly alone?: Readonly<Record<string, readonly AdjustmentSet[]>>;
};

/** Controls for a regression whose columns are all channels, with the periods over which they act, and these controls.
 *
 *  Coefficients of such a regression are effects with the other columns held. So a channel is served when the controls
 *  together with all periods of the other channels satisfy the single-door criterion for its effect with the other channels
 *  held; and all channels are served when the controls satisfy the adjustment criterion for the joint intervention. */
export function adjustmentFor(
  graph: Graph,
  outcome: string,
  channels: readonly string[],
  observed: readonly string[],
): RegressionControls {
  const candidates = observed.filter((name) => name !== outcome && !channels.includes(name));
  const joint = minimalSets(ask(graph, outcome, channels), candidates).sets;
  const totals = (direct: readonly string[]) =>
    direct.filter((one) => !mediatorsBetween(graph, one, outcome).some((name) => channels.includes(name)));
  if (joint.length > 0) return { controls: joint[0]!, basis: 'joint', direct: channels, total: totals(channels) };
  const others = (channel: string) => channels.filter((name) => name !== channel);
  const alone = Object.fromEntries(
    channels.map((channel) => {
      const question = besides(graph, outcome, channel, others(channel));
      return [channel, minimalSets(question, candidates, series(question.unrolled, others(channel))).sets] as const;
    }),
  );
  const answer = (basis: RegressionControls['basis'], controls: AdjustmentSet, direct: readonly string[]) => ({
    ...{ controls, basis, direct, total: totals(direct) },
    alone,
  });
  const firsts = channels.flatMap((channel) => alone[channel]!.slice(0, 1));
  // the largest first: what serves all that can be served ends the search
  const tried = [...new Map([merged(firsts), ...firsts].map((set) => [JSON.stringify(set), set])).values()];
  const served = (controls: AdjustmentSet) =>
    channels.filter((channel) =>
      serves(besides(graph, outcome, channel, others(channel), controls), others(channel), controls),
    );
  let best: { controls: AdjustmentSet; direct: readonly string[] } = { controls: [], direct: [] };
  for (const controls of firsts.length === 0 ? [] : tried) {
    if (best.direct.length === firsts.length) break;
    const direct = served(controls);
    if (direct.length > best.direct.length) best = { controls, direct };
  }
  if (best.direct.length > 0) return answer('some', best.controls, best.direct);
  const driven = new Set(channels.flatMap((channel) => descendants(graph, channel)));
  const causes = new Set([outcome, ...channels].flatMap((name) => ancestors(graph, name)));
  const pretreatment = candidates.filter((name) => causes.has(name) && !driven.has(name));
  return answer(
    'none',
    pretreatment.map((name) => ({ name, lags: [0], wholePast: false })),
    [],
  );
}

/** One channel's effect with the others held, with every period of the other columns in the graph. */
function besides(
  graph: Graph,
  outcome: string,
  channel: string,
  others: readonly string[],
  controls: AdjustmentSet = [],
): Question {
  const held = mediatorsBetween(graph, channel, outcome).filter((name) => others.includes(name));
  return ask(graph, outcome, [channel], held, [...others, ...controls.map(({ name }) => name)]);
}

function serves({ unrolled, effect }: Question, others: readonly string[], controls: AdjustmentSet): boolean {
  const has = (name: string, lag: number) => controls.some((one) => one.name === name && one.lags.includes(lag));
  return isAdjustmentSet(effect, union(series(unrolled, others), slices(unrolled, has)));
}

/** Every variable and period of some sets. */
function merged(sets: readonly AdjustmentSet[]): AdjustmentSet {
  const names = [...new Set(sets.flatMap((set) => set.map(({ name }) => name)))];
  return names.map((name) => {
    const same = sets.flatMap((set) => set.filter((one) => one.name === name));
    const lags = [...new Set(same.flatMap((one) => one.lags))].sort((a, b) => a - b);
    return { name, lags, wholePast: same.some((one) => one.wholePast) };
  });
}
