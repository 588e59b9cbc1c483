import { effectOf, isAdjustmentSet } from './criterion.ts';
import { isEmpty } from './masks.ts';
import type { Question } from './question.ts';
import { mediatorsBetween } from './question.ts';
import { series } from './unroll.ts';

/** More mediators than this are not combined: 2⁶ sets are tested at most. */
const MOST_MEDIATORS = 6;

/** Smallest set of observed mediators, all periods of them, that satisfies Pearl's front-door criterion: they intercept every directed
 *  path, nothing confounds channel and mediators, and the channel blocks what confounds mediators and outcome. The
 *  conditional criterion, with covariates, is not tried.
 *  @see Pearl (2009), Causality, §3.3.2 */
export function frontDoor(question: Question, observed: readonly string[]): readonly string[] | null {
  const { unrolled, effect, graph, outcome, channels } = question;
  const { dag, treatments } = effect;
  const nothing = new Uint8Array(dag.size);
  const clean = channels
    .flatMap((channel) => mediatorsBetween(graph, channel, outcome))
    .filter((name) => observed.includes(name) && name !== outcome && !channels.includes(name))
    .filter((name) => isAdjustmentSet(effectOf(dag, treatments, series(unrolled, [name])), nothing));
  if (clean.length > MOST_MEDIATORS) return null;
  const sets = Array.from({ length: 1 << clean.length }, (_, bits) => clean.filter((_name, i) => (bits >> i) & 1));
  for (const mediators of sets.sort((a, b) => a.length - b.length)) {
    if (mediators.length === 0) continue;
    const nodes = series(unrolled, mediators);
    const intercepting = isEmpty(effectOf(dag, treatments, effect.outcome, nodes).causal);
    if (intercepting && isAdjustmentSet(effectOf(dag, nodes, effect.outcome), treatments)) return mediators;
  }
  return null;
}
