import { ancestors, descendants, type Graph } from '../causal/graph.ts';
import type { Estimand, EstimandKind } from '../dataset/estimand.ts';
import type { Conditioning } from '../estimate/contract.ts';
import { modeledFor } from './modeledFor.ts';
import { familyOf } from './targetFamily.ts';
import type { Target } from './types.ts';

/** What is known of a world's causes. */
export type Causes = { readonly graph: Graph; readonly outcome: string; readonly channels: readonly string[] };

/** Whether a fit aims at an estimand, and the one it aims at. */
export type Aim = {
  readonly target: Target;
  readonly kind: EstimandKind;
  /** mediators that do not respond in what the fit answers, sorted; empty for a total effect */
  readonly held: readonly string[];
};

/** Holds what a fit conditions on against a question.
 *
 *  Conditioning on a mediator (a descendant of the channel and ancestor of the outcome, other channels that it drives
 *  included) answers the direct effect with that mediator held. A mediator whose own response the fit models may be
 *  held or let go, so that fit answers both. Two held sets ask the same thing if they leave the same mediators free
 *  to respond; so without mediators total and direct effect are one.
 *  @param causes null where no graph is known (a recorded world): the target is then unknown
 *  @see statistics.md §1 */
export function onTarget(causes: Causes | null, conditioning: Conditioning, estimand: Estimand): Aim {
  const { kind, channel } = estimand;
  if (causes === null || !causes.graph.nodes.includes(channel)) return { target: 'unknown', kind, held: [] };
  const { question, total, direct } = familyOf[kind];
  const mediators = freeMediators(causes, channel, []);
  const modeled = modeledFor(conditioning, channel, mediators);
  const stuck = mediators.filter((node) => conditioning.variables.includes(node) && !modeled.includes(node));
  const asked = heldBy(estimand, causes, mediators);
  const heldDirect = [...stuck, ...modeled.filter((node) => asked.includes(node))].sort();

  const same = (a: readonly string[], b: readonly string[]) =>
    freeMediators(causes, channel, a).join() === freeMediators(causes, channel, b).join();
  const answersTotal = same(stuck, []);
  const answersDirect = same(heldDirect, asked);
  const knowsSpend = modeled.length > 0 || !mediators.some((node) => causes.channels.includes(node));
  const on = {
    total: answersTotal,
    direct: answersDirect,
    split: answersTotal && answersDirect,
    induced: answersTotal && knowsSpend,
  }[question];

  const held = question === 'direct' ? heldDirect : stuck;
  if (on) return { target: 'on', kind, held: question === 'split' ? heldDirect : held };
  return same(held, []) ? { target: 'off', kind: total, held: [] } : { target: 'off', kind: direct, held };
}

/** Every other channel, and the named mediators (default all). */
function heldBy({ held }: Estimand, { channels }: Causes, mediators: readonly string[]): readonly string[] {
  return held === undefined ? mediators : mediators.filter((node) => held.includes(node) || channels.includes(node));
}

/** Nodes on a directed path from the channel to the outcome that avoids the held ones, sorted. The channel itself is
 *  set by the intervention, so nothing acts through it. */
function freeMediators({ graph, outcome }: Causes, channel: string, held: readonly string[]): string[] {
  const edges = graph.edges.filter(({ from, to }) => to !== channel && !held.includes(from) && !held.includes(to));
  const cut = { nodes: graph.nodes, edges };
  const upstream = new Set(ancestors(cut, outcome));
  return descendants(cut, channel)
    .filter((node) => upstream.has(node) && node !== channel && node !== outcome)
    .sort();
}
