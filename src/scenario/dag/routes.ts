import type { Edge } from '../../causal/graph.ts';
import type { Box, Placed } from './place.ts';

export type Point = { readonly x: number; readonly y: number };
/** An arrow: its path, and points along it from tail to head. */
export type Route = { readonly edge: Edge; readonly path: string; readonly along: readonly Point[] };

/** Height of the loop of a node that drives itself. */
const LOOP = 24;
/** Distance of arrows back from the columns, and from each other. */
const LANE = 20;
const STEPS = 24;

/** Arrows from border to border: the right one to the left one where they run with the columns; below everything where
 *  they run back. Those at one side of a node are spread over it by where they go. */
export function routesOf({ boxes, chains, back, height }: Placed): readonly Route[] {
  const ends = chains.map(({ items }) => ({ tail: boxes.get(items[1]!)!.y, head: boxes.get(items.at(-2)!)!.y }));
  const port = (i: number, side: 'tail' | 'head'): number => {
    const { edge } = chains[i]!;
    const node = side === 'tail' ? edge.from : edge.to;
    const mates = chains
      .flatMap((chain, k) => ((side === 'tail' ? chain.edge.from : chain.edge.to) === node ? [k] : []))
      .sort((a, b) => ends[a]![side] - ends[b]![side] || a - b);
    const { y, height: tall } = boxes.get(`node ${node}`)!;
    return y + (tall * 0.8 * (mates.indexOf(i) + 0.5)) / mates.length - tall * 0.4;
  };
  const forward = chains.map(({ edge, items }, i): Route => {
    const [from, to] = [boxes.get(items[0]!)!, boxes.get(items.at(-1)!)!];
    const points = [
      { x: from.x + from.width / 2, y: port(i, 'tail') },
      ...items.slice(1, -1).flatMap((id) => {
        const { x, y, width } = boxes.get(id)!;
        return [
          { x: x - width / 2, y },
          { x: x + width / 2, y },
        ];
      }),
      { x: to.x - to.width / 2, y: port(i, 'head') },
    ];
    return { edge, ...curve(points) };
  });
  const loops = back
    .filter(({ from, to }) => from === to)
    .map((edge) => ({ edge, ...loop(boxes.get(`node ${edge.from}`)!) }));
  const returns = back
    .filter(({ from, to }) => from !== to)
    .map((edge, i) => {
      const [from, to] = [boxes.get(`node ${edge.from}`)!, boxes.get(`node ${edge.to}`)!];
      return { edge, ...detour(from, to, height + LANE * i, i) };
    });
  return [...forward, ...loops, ...returns];
}

/** Level at every point. */
function curve(points: readonly Point[]): Omit<Route, 'edge'> {
  const [first] = points as [Point];
  let path = `M${text(first)}`;
  const along: Point[] = [];
  for (const [i, b] of points.slice(1).entries()) {
    const a = points[i]!;
    const half = (b.x - a.x) / 2;
    path += ` C${text({ x: a.x + half, y: a.y })} ${text({ x: b.x - half, y: b.y })} ${text(b)}`;
    for (let k = 0; k <= STEPS; k++) {
      const t = k / STEPS;
      const [u, v, w, z] = [(1 - t) * (1 - t) * (1 - t), 3 * (1 - t) * (1 - t) * t, 3 * (1 - t) * t * t, t * t * t];
      along.push({ x: u * a.x + v * (a.x + half) + w * (b.x - half) + z * b.x, y: (u + v) * a.y + (w + z) * b.y });
    }
  }
  return { path, along };
}

function loop({ x, y, height }: Box): Omit<Route, 'edge'> {
  const top = y - height / 2;
  const [a, b] = [
    { x: x - 16, y: top },
    { x: x + 16, y: top },
  ];
  const path = `M${text(a)} C${text({ x: x - 22, y: top - LOOP })} ${text({ x: x + 22, y: top - LOOP })} ${text(b)}`;
  return { path, along: [{ x, y: top - LOOP }] };
}

/** Down in the gap behind the one column, along the bottom, up in the gap before the other. */
function detour(from: Box, to: Box, lane: number, i: number): Omit<Route, 'edge'> {
  const out = 14 + 6 * i;
  const right = from.x + from.width / 2;
  const left = to.x - to.width / 2;
  const corners = [
    { x: right, y: from.y + from.height * 0.25 },
    { x: right + out, y: from.y + from.height * 0.25 },
    { x: right + out, y: lane },
    { x: left - out - 8, y: lane },
    { x: left - out - 8, y: to.y + to.height * 0.25 },
    { x: left, y: to.y + to.height * 0.25 },
  ];
  const path = corners.map((point, k) => `${k === 0 ? 'M' : 'L'}${text(point)}`).join(' ');
  return { path, along: [{ x: (left + right) / 2, y: lane }] };
}

const text = ({ x, y }: Point): string => `${tenth(x)},${tenth(y)}`;
export const tenth = (value: number): string => String(Math.round(10 * value) / 10);
export const lanesBelow = (routes: number): number => (routes === 0 ? 0 : LANE * routes);
