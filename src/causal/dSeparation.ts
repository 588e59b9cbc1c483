import { closure, type Dag, type Mask } from './dag.ts';
import { nodesOf } from './masks.ts';

/** Whether every path between the two sets is blocked by the third, in time linear in the graph.
 *  @see Pearl (2009), Causality, §1.2.3; Shachter (1998), "Bayes-ball" */
export function dSeparated(dag: Dag, x: Mask, y: Mask, given: Mask): boolean {
  return openWalk(dag, x, y, given) === null;
}

/** A shortest walk from x to y that `given` leaves open, as nodes, or null where there is none. Besides its ends it
 *  visits nothing of x and y. An open walk exists where an open path does; the shortest is nearly always one.
 *
 *  A state is a node and how it was come upon: from a child (against an arrow) or from a parent (along one). The ball
 *  passes a node of `given` only as a collider, and any other collider only if something in `given` descends from it. */
export function openWalk(dag: Dag, x: Mask, y: Mask, given: Mask): readonly number[] | null {
  const { size, parents, children } = dag;
  const opened = closure(parents, given);
  // state 2·node: come upon from a child; 2·node + 1: from a parent. Its predecessor, −2 where unseen, −1 at the start
  const before = new Int32Array(2 * size).fill(-2);
  const queue: number[] = [];
  let end = -1;
  const visit = (node: number, fromParent: 0 | 1, previous: number): void => {
    const state = 2 * node + fromParent;
    if (before[state] !== -2 || x[node]) return;
    before[state] = previous;
    queue.push(state);
    if (y[node] && !given[node] && end < 0) end = state;
  };
  for (const node of nodesOf(x)) {
    if (given[node]) continue;
    before[2 * node] = -1;
    queue.push(2 * node);
  }
  for (let q = 0; q < queue.length && end < 0; q++) {
    const state = queue[q]!;
    const node = state >> 1;
    const fromParent = (state & 1) === 1;
    if (!given[node])
      for (let e = children.start[node]!; e < children.start[node + 1]!; e++) visit(children.to[e]!, 1, state);
    if (fromParent ? opened[node] : !given[node])
      for (let e = parents.start[node]!; e < parents.start[node + 1]!; e++) visit(parents.to[e]!, 0, state);
  }
  if (end < 0) return null;
  const walk: number[] = [];
  for (let state = end; state >= 0; state = before[state]!) walk.push(state >> 1);
  return walk.reverse();
}
