import type { AdjustmentSet } from './controls.ts';
import { isAdjustmentSet } from './criterion.ts';
import type { Graph } from './digraph.ts';
import { dSeparated } from './dSeparation.ts';
import { horizonOf } from './horizon.ts';
import { ask, mediatorsBetween } from './question.ts';
import { type Slice, slices, unroll } from './unroll.ts';

const holds = (list: readonly Slice[]) => (name: string, lag: number) =>
  list.some((one) => one.name === name && one.lag === lag);

/** Whether periods of variables are independent given others by the graph alone. In a graph without lags and with
 *  `memory: []` lag 0 is all there is. */
export function separated(graph: Graph, x: readonly Slice[], y: readonly Slice[], given: readonly Slice[]): boolean {
  const asked = [...x, ...y, ...given];
  const earliest = Math.max(0, ...asked.map(({ lag }) => lag));
  const unrolled = unroll(graph, earliest + horizonOf(graph), asked);
  const [from, to, by] = [x, y, given].map((list) => slices(unrolled, holds(list)));
  return dSeparated(unrolled.dag, from!, to!, by!);
}

/** Whether exactly these controls, no more and no fewer periods of them, make a regression of the outcome on all periods
 *  of the channels right: for their joint total effect, or for the part that does not run through what is held.
 *  @param held left out: a total effect. Held mediators must be among the controls to be held */
export function isValidSet(
  graph: Graph,
  outcome: string,
  channels: readonly string[],
  controls: AdjustmentSet,
  held: readonly string[] = [],
): boolean {
  const mediators = channels.flatMap((channel) => mediatorsBetween(graph, channel, outcome));
  const names = controls.map(({ name }) => name);
  const free = held.filter((name) => mediators.includes(name) && !channels.includes(name));
  const { unrolled, effect } = ask(graph, outcome, channels, free, names);
  const listed = controls.flatMap(({ name, lags }) => lags.map((lag) => ({ name, lag })));
  return isAdjustmentSet(effect, slices(unrolled, holds(listed)));
}
