import type { Graph } from '../../causal/graph.ts';
import { type Item, type Layers, layersOf } from './layers.ts';

export type Box = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

/** Pixels. Chosen by eye. */
const NODE_HEIGHT = 34;
/** Room for each arrow at a side of a node. */
const PORT = 13;
const PASSAGE = 16;
const BETWEEN_ROWS = 26;
const BETWEEN_COLUMNS = 96;
const LOOP_ROOM = 30;
const MARGIN = 24;
const PASSES = 16;

export type Placed = Layers & {
  /** centers and sizes; where arrows pass, as wide as the column */
  readonly boxes: ReadonlyMap<string, Box>;
  readonly width: number;
  readonly height: number;
};

/** Places every item: columns beside each other, rows so that arrows run as level as the room between items allows.
 *  @param widthOf of a node's box */
export function placeGraph(graph: Graph, outcome: string, widthOf: (name: string) => number): Placed {
  const layers = layersOf(graph, outcome);
  const { columns, chains, back } = layers;
  const loops = new Set(back.filter(({ from, to }) => from === to).map(({ from }) => from));
  const arrowsAt = (side: 'from' | 'to', node: string) => chains.filter(({ edge }) => edge[side] === node).length;
  const tall = (node: string) => Math.max(NODE_HEIGHT, PORT * Math.max(arrowsAt('from', node), arrowsAt('to', node)));
  const heightOf = ({ node }: Item) =>
    node === undefined ? PASSAGE : tall(node) + BETWEEN_ROWS + (loops.has(node) ? LOOP_ROOM : 0);
  const near = new Map<string, string[]>();
  for (const { items } of chains)
    for (const [i, to] of items.slice(1).entries()) {
      near.set(to, [...(near.get(to) ?? []), items[i]!]);
      near.set(items[i]!, [...(near.get(items[i]!) ?? []), to]);
    }
  const y = new Map<string, number>();
  for (const column of columns) {
    let top = -column.reduce((sum, item) => sum + heightOf(item), 0) / 2;
    for (const item of column) {
      y.set(item.id, top + heightOf(item) / 2);
      top += heightOf(item);
    }
  }
  for (let pass = 0; pass < PASSES; pass++)
    for (const column of pass % 2 === 0 ? columns : [...columns].reverse()) {
      const wanted = column.map(({ id }) => {
        const others = near.get(id) ?? [];
        return others.length === 0 ? y.get(id)! : others.reduce((sum, one) => sum + y.get(one)!, 0) / others.length;
      });
      const found = apart(wanted, column.map(heightOf));
      for (const [i, { id }] of column.entries()) y.set(id, found[i]!);
    }
  const top = Math.min(...columns.flat().map((item) => y.get(item.id)! - heightOf(item) / 2));
  const bottom = Math.max(...columns.flat().map((item) => y.get(item.id)! + heightOf(item) / 2));
  const boxes = new Map<string, Box>();
  let left = MARGIN;
  for (const column of columns) {
    const widest = Math.max(...column.map(({ node }) => (node === undefined ? 0 : widthOf(node))));
    for (const { id, node } of column) {
      const room = node !== undefined && loops.has(node) ? LOOP_ROOM / 2 : 0;
      const size = node === undefined ? { width: widest, height: 0 } : { width: widthOf(node), height: tall(node) };
      boxes.set(id, { x: left + widest / 2, y: y.get(id)! - top + MARGIN + room, ...size });
    }
    left += widest + BETWEEN_COLUMNS;
  }
  return { ...layers, boxes, width: left - BETWEEN_COLUMNS + MARGIN, height: bottom - top + 2 * MARGIN };
}

/** Places in order, at least so far apart, nearest to those wanted in the sense of least squares: isotonic regression
 *  of what is wanted, less the room before each. @see Barlow et al. (1972), pool adjacent violators */
export function apart(wanted: readonly number[], sizes: readonly number[]): readonly number[] {
  let before = 0;
  const offsets = sizes.map((size, i) => {
    if (i > 0) before += (sizes[i - 1]! + size) / 2;
    return before;
  });
  const pools: { sum: number; n: number }[] = [];
  for (const [i, want] of wanted.entries()) {
    pools.push({ sum: want - offsets[i]!, n: 1 });
    for (let last = pools.length - 1; last > 0; last--) {
      const [a, b] = [pools[last - 1]!, pools[last]!];
      if (a.sum / a.n <= b.sum / b.n) break;
      pools.splice(last - 1, 2, { sum: a.sum + b.sum, n: a.n + b.n });
    }
  }
  const fitted = pools.flatMap(({ sum, n }) => Array.from({ length: n }, () => sum / n));
  return fitted.map((value, i) => value + offsets[i]!);
}
