import { closure, type Dag, type Mask, withoutEdges } from './dag.ts';
import { dSeparated } from './dSeparation.ts';
import { disjoint, intersection, isEmpty, union } from './masks.ts';

/** Which paths from the treatments carry the effect that is asked, and what follows for adjustment. */
export type Effect = {
  readonly dag: Dag;
  readonly treatments: Mask;
  readonly outcome: Mask;
  /** Nodes on the paths that carry the effect: directed from a treatment to the outcome, through no other treatment
   *  and no held node. The outcome is one of them, the treatments are not. Empty: no effect. */
  readonly causal: Mask;
  /** the causal nodes and all that descends from them: no adjustment set may hold any */
  readonly forbidden: Mask;
  /** the graph without the first edges of those paths: what still connects the treatments to the outcome is bias */
  readonly backdoor: Dag;
  /** false when a causal node also acts through a held one: then no regression tells the two apart */
  readonly separable: boolean;
};

/** Sorts the paths of a question. Without held nodes: the total effect of setting all treatments at once. With them: the
 *  part of it that does not run through them, in a linear model.
 *  @see Perković, Textor, Kalisch & Maathuis (2015); van der Zander, Liśkiewicz & Textor (2019), "proper back-door graph" */
export function effectOf(dag: Dag, treatments: Mask, outcome: Mask, held?: Mask): Effect {
  const closed = held === undefined ? treatments : union(treatments, held);
  const first = new Uint8Array(dag.size);
  const { start, to } = dag.children;
  for (let node = 0; node < dag.size; node++)
    if (treatments[node]) for (let e = start[node]!; e < start[node + 1]!; e++) if (!closed[to[e]!]) first[to[e]!] = 1;
  const upstream = closure(dag.parents, outcome, closed);
  const causal = intersection(closure(dag.children, first, closed), upstream);
  const forbidden = closure(dag.children, causal);
  const backdoor = withoutEdges(dag, (from, child) => treatments[from] === 1 && causal[child] === 1);
  const leaking =
    held === undefined ? null : intersection(intersection(forbidden, held), closure(dag.parents, outcome, treatments));
  return { dag, treatments, outcome, causal, forbidden, backdoor, separable: leaking === null || isEmpty(leaking) };
}

/** The adjustment criterion: `given` holds nothing forbidden and blocks every path in the back-door graph. Sound and
 *  complete for total effects (Shpitser, VanderWeele & Robins 2010; for sets: Perković et al. 2015). With held nodes it
 *  is the single-door criterion (Pearl 2009, §5.3.1), for sets and for indirect paths that are let go. */
export function isAdjustmentSet(effect: Effect, given: Mask): boolean {
  const { backdoor, treatments, outcome, forbidden, separable } = effect;
  const ends = union(treatments, outcome);
  return (
    separable && disjoint(given, forbidden) && disjoint(given, ends) && dSeparated(backdoor, treatments, outcome, given)
  );
}
