import { type Edge, type Graph, stronglyConnectedComponents } from '../../causal/graph.ts';

/** What stands in a column: a node, or the place where an arrow passes through. */
export type Item = { readonly id: string; readonly layer: number; readonly node?: string };

export type Layers = {
  /** columns from left to right, each from top to bottom */
  readonly columns: readonly (readonly Item[])[];
  /** an arrow to the right as the items it runs through, its ends included */
  readonly chains: readonly { readonly edge: Edge; readonly items: readonly string[] }[];
  /** arrows back, or round to the node itself */
  readonly back: readonly Edge[];
};

const SWEEPS = 12;

/** Columns such that arrows run to the right, but for those that close a loop, and few cross.
 *  @see Sugiyama, Tagawa & Toda (1981), "Methods for visual understanding of hierarchical system structures" */
export function layersOf(graph: Graph, outcome: string): Layers {
  const order = stronglyConnectedComponents(graph).flatMap((members) => [
    ...members.filter((name) => name !== outcome),
    ...members.filter((name) => name === outcome),
  ]);
  const place = new Map(order.map((name, i) => [name, i]));
  const isForward = ({ from, to }: Edge) => place.get(from)! < place.get(to)!;
  const forward = graph.edges.filter(isForward);
  const layer = new Map<string, number>();
  for (const name of order) {
    const before = forward.filter(({ to }) => to === name).map(({ from }) => layer.get(from)! + 1);
    layer.set(name, Math.max(0, ...before));
  }
  // what nothing drives stands next to what it drives
  for (const name of order) {
    const after = forward.filter(({ from }) => from === name).map(({ to }) => layer.get(to)! - 1);
    if (after.length > 0 && !forward.some(({ to }) => to === name)) layer.set(name, Math.min(...after));
  }
  const items: Item[] = graph.nodes.map((name) => ({ id: `node ${name}`, layer: layer.get(name)!, node: name }));
  const chains = forward.map((edge, i) => {
    const [first, last] = [layer.get(edge.from)!, layer.get(edge.to)!];
    const through = Array.from({ length: last - first - 1 }, (_, k) => ({
      id: `arrow ${i} ${k}`,
      layer: first + 1 + k,
    }));
    items.push(...through);
    return { edge, items: [`node ${edge.from}`, ...through.map(({ id }) => id), `node ${edge.to}`] };
  });
  const count = Math.max(...items.map((item) => item.layer)) + 1;
  const columns = Array.from({ length: count }, (_, i) => items.filter((item) => item.layer === i));
  return { columns: uncrossed(columns, chains), chains, back: graph.edges.filter((edge) => !isForward(edge)) };
}

type Chains = Layers['chains'];

/** Columns in an order with few crossings: each by the mean place of its neighbours, to and fro; the best order met. */
function uncrossed(columns: readonly (readonly Item[])[], chains: Chains): readonly (readonly Item[])[] {
  const links = chains.flatMap(({ items }) => items.slice(1).map((to, i) => [items[i]!, to] as const));
  let best = columns;
  let fewest = crossings(columns, links);
  let now = columns.map((column) => [...column]);
  for (let sweep = 0; sweep < SWEEPS && fewest > 0; sweep++) {
    const toRight = sweep % 2 === 0;
    const visit = toRight ? now.keys() : [...now.keys()].reverse();
    now = [...now];
    for (const i of visit) {
      const fixed = now[toRight ? i - 1 : i + 1];
      if (fixed === undefined) continue;
      const at = new Map(fixed.map(({ id }, k) => [id, k]));
      const center = ({ id }: Item, k: number): number => {
        const near = links
          .flatMap(([from, to]) => (to === id ? [from] : from === id ? [to] : []))
          .filter((one) => at.has(one));
        return near.length === 0 ? k : near.reduce((sum, one) => sum + at.get(one)!, 0) / near.length;
      };
      const keyed = now[i]!.map((item, k) => ({ item, key: center(item, k), k }));
      now[i] = keyed.sort((a, b) => a.key - b.key || a.k - b.k).map(({ item }) => item);
    }
    const found = crossings(now, links);
    if (found < fewest) [best, fewest] = [now, found];
  }
  return best;
}

function crossings(columns: readonly (readonly Item[])[], links: readonly (readonly [string, string])[]): number {
  const at = new Map(columns.flatMap((column, layer) => column.map(({ id }, k) => [id, { layer, k }] as const)));
  let count = 0;
  for (const [i, [a, b]] of links.entries())
    for (const [c, d] of links.slice(0, i))
      if (at.get(a)!.layer === at.get(c)!.layer && (at.get(a)!.k - at.get(c)!.k) * (at.get(b)!.k - at.get(d)!.k) < 0)
        count += 1;
  return count;
}
