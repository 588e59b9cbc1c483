import { type Effect, effectOf } from './criterion.ts';
import type { Mask } from './dag.ts';
import { ancestors, descendants, type Graph } from './digraph.ts';
import { ancestralPart, horizonOf } from './horizon.ts';
import { difference } from './masks.ts';
import { type Slice, series, slices, type Unrolled, unroll } from './unroll.ts';

/** What is asked: the effect on the outcome in one period of setting the channels in that period and all before it.
 *  Sums over outcome periods (ROAS, contributions) follow, since each period may be adjusted for by itself. */
export type Question = {
  /** the causes of channels and outcome */
  readonly graph: Graph;
  /** as given */
  readonly whole: Graph;
  readonly outcome: string;
  readonly channels: readonly string[];
  readonly held: readonly string[];
  readonly unrolled: Unrolled;
  readonly effect: Effect;
};

/** Unrolls the graph for a question.
 *  @param held variables through which effects do not count; only those that a channel drives matter
 *  @param also other variables whose every period must be there, besides what causes channels and outcome
 *  @param horizon periods before the outcome's; left out: enough, by horizonOf */
export function ask(
  graph: Graph,
  outcome: string,
  channels: readonly string[],
  held: readonly string[] = [],
  also: readonly string[] = [],
  horizon?: number,
): Question {
  const part = ancestralPart(graph, [outcome, ...channels, ...also]);
  const memory = graph.memory?.filter((name) => part.nodes.includes(name));
  const relevant: Graph = memory === undefined ? part : { ...part, memory };
  const depth = horizon ?? horizonOf(relevant);
  const asked: Slice[] = [{ name: outcome, lag: 0 }];
  for (const name of [...channels, ...also]) for (let lag = 0; lag <= depth; lag++) asked.push({ name, lag });
  const unrolled = unroll(relevant, depth, asked);
  const treatments = series(unrolled, channels);
  const target = slices(unrolled, (name, lag) => name === outcome && lag === 0);
  const effect = effectOf(unrolled.dag, treatments, target, held.length === 0 ? undefined : series(unrolled, held));
  return { graph: relevant, whole: graph, outcome, channels, held, unrolled, effect };
}

/** Mediators of a channel: what it drives and what drives the outcome, other channels included, in the graph's order. */
export function mediatorsBetween(graph: Graph, channel: string, outcome: string): readonly string[] {
  const downstream = new Set(descendants(graph, channel));
  return ancestors(graph, outcome).filter((name) => name !== channel && downstream.has(name));
}

/** Nodes that an adjustment set may hold, out of some variables: neither treatment, outcome nor forbidden. The outcome's
 *  own past is not among them: a regression of the outcome on its past is another model. */
export function admissible({ unrolled, effect, outcome, channels }: Question, variables: readonly string[]): Mask {
  const usable = variables.filter((name) => name !== outcome && !channels.includes(name));
  return difference(series(unrolled, usable), effect.forbidden);
}
