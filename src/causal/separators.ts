import { closure, type Dag, type Mask } from './dag.ts';
import { difference, disjoint, intersection, union } from './masks.ts';

/** A smallest-by-inclusion set of allowed nodes that d-separates x from y, the one nearest to y; null where none exists.
 *
 *  A separator exists if and only if all allowed ancestors of x, y and the included nodes together are one. Among
 *  ancestors, d-separation is separation in the moral graph (parents of a common child married), so the separator
 *  nearest to y is what a search from y runs into, cut down to what a search from x runs into. Linear in the graph.
 *  @param allowed may be used; nodes of x and y never are
 *  @param included must be used, whatever it opens
 *  @see van der Zander, Liśkiewicz & Textor (2019), Artificial Intelligence 270, §4; van der Zander & Liśkiewicz (2019),
 *  "Finding minimal d-separators in linear time and applications" */
export function nearestSeparator(dag: Dag, x: Mask, y: Mask, allowed: Mask, included?: Mask): Mask | null {
  return separatorFinder(dag, x, y, included)(allowed);
}

/** The same for many sets of allowed nodes: what does not depend on them is computed once. */
export function separatorFinder(dag: Dag, x: Mask, y: Mask, included?: Mask): (allowed: Mask) => Mask | null {
  const ends = union(x, y);
  const within = closure(dag.parents, included === undefined ? ends : union(ends, included));
  const candidates = difference(within, ends);
  return (allowed) => {
    const ancestral = intersection(allowed, candidates);
    const usable = included === undefined ? ancestral : difference(union(ancestral, included), ends);
    const fromY = moralReach(dag, within, y, union(usable, x));
    if (!disjoint(fromY, x)) return null;
    const met = intersection(usable, fromY);
    const near = included === undefined ? met : union(met, included);
    const needed = intersection(near, moralReach(dag, within, x, union(near, y)));
    return included === undefined ? needed : union(needed, included);
  };
}

/** Nodes met in the moral graph of `within` when walking from `start`; `stop` is met, not passed. */
function moralReach({ size, parents, children }: Dag, within: Mask, start: Mask, stop: Mask): Mask {
  const seen = start.slice();
  const married = new Uint8Array(size);
  const open: number[] = [];
  for (let node = 0; node < size; node++) if (seen[node]) open.push(node);
  const meet = (node: number): void => {
    if (seen[node] || !within[node]) return;
    seen[node] = 1;
    if (!stop[node]) open.push(node);
  };
  const meetParents = (node: number): void => {
    if (married[node]) return;
    married[node] = 1;
    for (let e = parents.start[node]!; e < parents.start[node + 1]!; e++) meet(parents.to[e]!);
  };
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    meetParents(node);
    for (let e = children.start[node]!; e < children.start[node + 1]!; e++) {
      const child = children.to[e]!;
      if (!within[child]) continue;
      meet(child);
      meetParents(child);
    }
  }
  return seen;
}
