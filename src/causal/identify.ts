import { InputError } from '../core/errors.ts';
import { closest } from '../core/spelling.ts';
import { minimalSets } from './adjustmentSets.ts';
import type { AdjustmentSet } from './controls.ts';
import { effectOf, isAdjustmentSet } from './criterion.ts';
import { descendants, type Graph } from './digraph.ts';
import { frontDoor } from './frontDoor.ts';
import { instrumentFor } from './instrument.ts';
import { difference, isEmpty } from './masks.ts';
import { ask, mediatorsBetween, type Question } from './question.ts';
import { series, slices } from './unroll.ts';
import { whyNone } from './words.ts';

/** Which effect of a channel is asked, of what is drawn in the graph and observed in the data. */
export type IdentificationRequest = {
  readonly graph: Graph;
  readonly outcome: string;
  readonly channel: string;
  /** names that the data hold; channel and outcome may be among them */
  readonly observed: readonly string[];
  readonly kind: 'total' | 'direct';
  /** direct only: what is held at its factual values; left out: every mediator, other channels included */
  readonly held?: readonly string[];
};

/** How an effect can be learned from what is observed, if at all.
 *  - `no-path`: it is 0 by the graph.
 *  - `adjustment`: a total effect, by any of the sets. No curve is assumed.
 *  - `direct`: a direct effect, by any of the sets, which hold the mediators. `mediation`: no curve is assumed, but that channel
 *    and mediators do not interact. `single-door`: in models that are linear in (transformed) variables.
 *  - `front-door`: through all the mediators.
 *  - `instrument`: in models that are linear with known curves.
 *  - `none`: none of these. Only the complete ID algorithm, which is not run, could say "not identified".
 *  @see statistics.md §1 */
export type Identification =
  | { readonly by: 'no-path' }
  | { readonly by: 'adjustment'; readonly sets: readonly AdjustmentSet[]; readonly complete: boolean }
  | {
      readonly by: 'direct';
      readonly rule: 'mediation' | 'single-door';
      readonly held: readonly string[];
      readonly sets: readonly AdjustmentSet[];
      readonly complete: boolean;
    }
  | { readonly by: 'front-door'; readonly mediators: readonly string[] }
  | { readonly by: 'instrument'; readonly instrument: string; readonly given: AdjustmentSet }
  | { readonly by: 'none'; readonly why: string };

/** The verdict of the graph on one effect of one channel.
 *  @throws InputError for names that are not in the graph */
export function identify(request: IdentificationRequest): Identification {
  const { graph, outcome, channel } = request;
  for (const name of [outcome, channel, ...request.observed, ...(request.held ?? [])]) checkName(graph, name);
  const mediators = mediatorsBetween(graph, channel, outcome);
  const held = request.kind === 'total' ? [] : mediators.filter((name) => request.held?.includes(name) ?? true);
  const observed = request.observed.filter((name) => name !== outcome && name !== channel);
  const question = ask(graph, outcome, [channel], held);
  if (isEmpty(question.effect.causal)) return { by: 'no-path' };
  const { sets, complete } = minimalSets(question, observed);
  if (sets.length > 0 && held.length === 0) return { by: 'adjustment', sets, complete };
  if (sets.length > 0) return { by: 'direct', rule: ruleOf(question, sets), held, sets, complete };
  const mediating = held.length === 0 ? frontDoor(question, observed) : null;
  if (mediating !== null) return { by: 'front-door', mediators: mediating };
  const instrument = instrumentFor(question, observed);
  if (instrument !== null) return { by: 'instrument', instrument: instrument.name, given: instrument.given };
  return { by: 'none', why: whyNone(question, observed) };
}

/** Whether the first set also serves the joint intervention on channel and mediators, with no control that the channel
 *  drives: then nothing rests on linearity.
 *  @see Pearl (2014), "Interpretation and identification of causal mediation", conditions */
function ruleOf(
  { unrolled, effect, graph, channels, held }: Question,
  sets: readonly AdjustmentSet[],
): 'mediation' | 'single-door' {
  const [set] = sets;
  const has = (name: string, lag: number) => set!.some((one) => one.name === name && one.lags.includes(lag));
  const used = set!.map(({ name }) => name).filter((name) => held.includes(name));
  const joint = series(unrolled, [...channels, ...used]);
  const controls = difference(slices(unrolled, has), joint);
  const driven = descendants(graph, channels[0]!);
  const clean = set!.every(({ name }) => used.includes(name) || !driven.includes(name));
  return clean && isAdjustmentSet(effectOf(unrolled.dag, joint, effect.outcome), controls)
    ? 'mediation'
    : 'single-door';
}

function checkName(graph: Graph, name: string): void {
  if (graph.nodes.includes(name)) return;
  const guess = closest(name, graph.nodes);
  throw new InputError({
    message: `no node "${name}" in the graph of ${graph.nodes.join(', ')}`,
    ...(guess === undefined ? {} : { guess }),
  });
}
