import type { WorldFacts } from '../data/types.ts';

/** Where a node stands: a layer from left to right, a place in it from top to bottom. Long edges have blank places on their
 *  way, so that they pass between the nodes. */
export type GraphLayout = {
  readonly layers: readonly (readonly string[])[];
  /** from source over blank places to target */
  readonly ways: readonly {
    readonly from: string;
    readonly to: string;
    readonly lagged: boolean;
    readonly through: readonly string[];
  }[];
};

/** Layers by the longest way from a cause; edges that close a cycle do not count. */
export function layoutOf({ nodes, edges }: Pick<WorldFacts, 'nodes' | 'edges'>): GraphLayout {
  const names = nodes.map(({ name }) => name);
  const layer = new Map(names.map((name) => [name, 0]));
  const forward = edges.filter(({ lagged, from, to }) => !lagged && from !== to);
  // as many rounds as there are nodes settle every layer of a graph without cycles, and end with one that has some
  for (let round = 0; round < names.length; round++)
    for (const { from, to } of forward)
      layer.set(to, Math.min(names.length - 1, Math.max(layer.get(to)!, layer.get(from)! + 1)));
  const used = [...new Set(layer.values())].sort((a, b) => a - b);
  const at = (name: string) => used.indexOf(layer.get(name)!);
  const ways = edges.map(({ from, to, lagged }, i) => {
    const length = at(to) - at(from);
    const through = Array.from({ length: Math.max(0, length - 1) }, (_, k) => `\u0000${i}.${at(from) + 1 + k}`);
    return { from, to, lagged, through };
  });
  const layers = used.map((_, l) => [
    ...ways.flatMap(({ through, from }) => through.filter((_place, k) => at(from) + 1 + k === l)),
    ...names.filter((name) => at(name) === l),
  ]);
  return { layers: settled(layers, ways), ways };
}

/** Sweeps that put each place at the mean height of its neighbors (Sugiyama's barycenters); a few suffice at this size. */
function settled(layers: readonly (readonly string[])[], ways: GraphLayout['ways']): readonly (readonly string[])[] {
  const neighbors = new Map<string, string[]>();
  const join = (a: string, b: string) => neighbors.set(a, [...(neighbors.get(a) ?? []), b]);
  for (const { from, to, through } of ways) {
    const way = [from, ...through, to];
    for (const [i, place] of way.slice(1).entries()) {
      join(place, way[i]!);
      join(way[i]!, place);
    }
  }
  let now = layers;
  for (let sweep = 0; sweep < 4; sweep++) {
    const height = new Map(now.flatMap((layer) => layer.map((place, i) => [place, (i + 0.5) / layer.length] as const)));
    const mean = (place: string): number => {
      const own = neighbors.get(place) ?? [];
      return own.length === 0
        ? height.get(place)!
        : own.reduce((sum, other) => sum + height.get(other)!, 0) / own.length;
    };
    now = now.map((layer) => layer.toSorted((a, b) => mean(a) - mean(b)));
  }
  return now;
}
