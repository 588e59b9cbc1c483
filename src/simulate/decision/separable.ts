import type { CompiledWorld } from '../compile.ts';
import type { Route } from '../route.ts';

/** Is the outcome a sum of functions of one channel each? Where the paths of two channels have met, in a node or in a
 *  product, what follows must be linear: no floor, no exp, no quotient and no curve. Read off the equations; a floor that
 *  is never reached counts as one, so the answer may be no where the numbers say yes, and is never the other way round. */
export function isSeparable({ nodes }: CompiledWorld, route: Route): boolean {
  const movers = moversOf(nodes, route);
  const moved = (node: number): ReadonlySet<number> => movers.get(node) ?? nobody;
  const meet = (node: number): boolean => moved(node).size > 1;
  return [...route.responding].every((index) => {
    const { terms, products, floor, quotient, exponential } = nodes[index]!;
    const bends = floor > -Infinity || quotient || exponential;
    const multiplies = products.some(({ factors, effect }) => {
      const [one, other] = factors.map((k) => moved(terms[k]!.from)) as [ReadonlySet<number>, ReadonlySet<number>];
      return effect !== 0 && one.size > 0 && other.size > 0 && new Set([...one, ...other]).size > 1;
    });
    const curves = terms.some(({ from, curve, logarithm }) => meet(from) && (curve !== null || logarithm));
    return !multiplies && !curves && !(bends && meet(index));
  });
}

const nobody: ReadonlySet<number> = new Set();

/** By node, the channels that move it: itself where it is set, else those of all that it answers to. */
function moversOf(nodes: CompiledWorld['nodes'], route: Route): ReadonlyMap<number, ReadonlySet<number>> {
  const movers = new Map<number, Set<number>>(route.set.map((channel) => [channel, new Set([channel])]));
  for (const node of route.responding) movers.set(node, new Set());
  // each round passes on at least one channel to one node, or is the last: feedback may need several
  for (let grown = true; grown; ) {
    grown = false;
    for (const node of route.responding) {
      const own = movers.get(node)!;
      const before = own.size;
      for (const { from } of nodes[node]!.terms) for (const channel of movers.get(from) ?? nobody) own.add(channel);
      grown ||= own.size > before;
    }
  }
  return movers;
}
