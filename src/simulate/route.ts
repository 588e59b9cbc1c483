import { stepsFor } from './plan.ts';
import type { CompiledNode, Step } from './solve.ts';

/** What an intervention on some nodes, with others held, makes to be computed again. */
export type Route = {
  /** equal keys: the same computation */
  readonly key: string;
  readonly set: readonly number[];
  /** the held nodes that would have responded */
  readonly held: readonly number[];
  /** nodes that respond */
  readonly responding: ReadonlySet<number>;
  readonly steps: readonly Step[];
};

/** The part of a compiled world that routes follow. */
export type Structure = {
  readonly nodes: readonly CompiledNode[];
  readonly components: readonly (readonly number[])[];
  readonly channels: readonly number[];
};

/** Downstream of `set`, not through held nodes. */
export function routeOf(structure: Structure, set: readonly number[], hold: ReadonlySet<number>): Route {
  const { nodes, components, channels } = structure;
  const responding = new Set<number>();
  const held = new Set<number>();
  const queue = [...set];
  for (let source = queue.pop(); source !== undefined; source = queue.pop()) {
    for (const [node, { terms }] of nodes.entries()) {
      if (set.includes(node) || responding.has(node) || !terms.some((term) => term.from === source)) continue;
      if (hold.has(node)) held.add(node);
      else {
        responding.add(node);
        queue.push(node);
      }
    }
  }
  const ordered = [...held].sort((a, b) => a - b);
  return {
    key: `${set.join()}|${ordered.join()}`,
    set,
    held: ordered,
    responding,
    steps: stepsFor(nodes, components, responding, new Set([...responding, ...set]), channels),
  };
}

/** The route that differs in what is held from `direct`: its held nodes are set, its own set is held. Null unless the
 *  split into direct and mediated effects can depend on which is switched first: that takes a node which is not held,
 *  where both meet, and which does more than add: by a floor, by a product or an exp, or by effects of its own that bend. */
export function reverseRoute(structure: Structure, direct: Route): Route | null {
  const reverse = routeOf(structure, direct.held, new Set(direct.set));
  const bends = (node: number) =>
    structure.nodes[node]!.floor > -Infinity ||
    structure.nodes[node]!.quotient ||
    structure.nodes[node]!.exponential ||
    structure.nodes[node]!.products.length > 0 ||
    structure.nodes.some(({ terms }) =>
      terms.some((term) => term.from === node && (term.curve !== null || term.logarithm)),
    );
  return [...direct.responding].some((node) => reverse.responding.has(node) && bends(node)) ? reverse : null;
}
