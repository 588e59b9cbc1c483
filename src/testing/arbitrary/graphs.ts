import type { Arbitrary } from 'fast-check';
import type { Edge, Graph } from '../../causal/graph.ts';
import { fc } from '../fastCheck.ts';

export type GraphOptions = {
  /** names of the nodes, of which a graph has the first two or more */
  readonly nodes?: readonly string[];
  /** longest lag of an arrow; default 0 */
  readonly maxLag?: number;
};

/** A causal graph without a cycle inside a period: arrows without lag follow the order of the nodes, those through lags go
 *  anywhere. Shrinks towards two nodes without an arrow. */
export function graphs({ nodes = ['a', 'b', 'c', 'd', 'e', 'f'], maxLag = 0 }: GraphOptions = {}): Arbitrary<Graph> {
  const place = fc.nat({ max: nodes.length - 1 });
  const arrow = fc.record({ from: place, to: place, lag: fc.nat({ max: maxLag }) });
  return fc
    .record({
      count: fc.integer({ min: 2, max: nodes.length }),
      arrows: fc.array(arrow, { maxLength: 2 * nodes.length }),
    })
    .map(({ count, arrows }): Graph => {
      const edges = new Map<string, Edge>();
      for (const { from, to, lag } of arrows) {
        const [first, last] = lag === 0 && from > to ? [to, from] : [from, to];
        if (Math.max(first, last) >= count || (lag === 0 && first === last)) continue;
        edges.set(`${first}>${last}@${lag}`, { from: nodes[first]!, to: nodes[last]!, lag });
      }
      return { nodes: nodes.slice(0, count), edges: [...edges.values()] };
    });
}
