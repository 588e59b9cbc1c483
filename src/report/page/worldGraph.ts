import type { WorldFacts } from '../data/types.ts';
import type { Surroundings } from '../figures/figure.ts';
import { s } from './dom.ts';
import { layoutOf } from './graphLayout.ts';

/** px: heights of boxes and of what edges pass through, gaps, and the mean width of a letter of 13 px */
const [BOX, BLANK, GAP, LETTER] = [32, 14, 14, 7.4];
const LEAST_LAYER_GAP = 56;

type Spot = { readonly x: number; readonly y: number; readonly width: number };

/** The world's arrows, causes on the left. It is as wide as it needs to be; on a phone it scrolls. */
export function drawGraph(world: WorldFacts, { width, ink }: Surroundings): SVGElement {
  const { layers, ways } = layoutOf(world);
  const known = new Map(world.nodes.map((node) => [node.name, node]));
  const boxWidth = (name: string) => Math.max(56, 22 + LETTER * name.length);
  const widths = layers.map((layer) => Math.max(...layer.map((name) => (known.has(name) ? boxWidth(name) : 0))));
  const total = widths.reduce((sum, w) => sum + w, 0);
  const gap =
    layers.length < 2 ? 0 : Math.min(150, Math.max(LEAST_LAYER_GAP, (width - total - 4) / (layers.length - 1)));
  const heightOf = (layer: readonly string[]) =>
    layer.reduce((sum, name) => sum + (known.has(name) ? BOX : BLANK) + GAP, GAP);
  const height = Math.max(...layers.map(heightOf)) + 24;
  const spots = new Map<string, Spot>();
  let x = 2;
  for (const [l, layer] of layers.entries()) {
    let y = (height - heightOf(layer)) / 2 + GAP;
    for (const name of layer) {
      const size = known.has(name) ? BOX : BLANK;
      spots.set(name, { x: x + widths[l]! / 2, y: y + size / 2, width: known.has(name) ? boxWidth(name) : 0 });
      y += size + GAP;
    }
    x += widths[l]! + gap;
  }
  const full = x - gap + 2;
  const arrow = s(
    'marker',
    {
      id: 'arrow',
      viewBox: '0 0 8 8',
      refX: 7,
      refY: 4,
      markerWidth: 8,
      markerHeight: 8,
      orient: 'auto-start-reverse',
    },
    s('path', { d: 'M0,0.8L7,4L0,7.2Z', fill: ink.muted }),
  );
  const edges = ways.map(({ from, to, lagged, through }) => {
    const path = s('path', {
      d: wayPath([from, ...through, to].map((name) => spots.get(name)!)),
      fill: 'none',
      stroke: ink.muted,
      'stroke-width': 1.4,
      'marker-end': 'url(#arrow)',
    });
    if (lagged) path.setAttribute('stroke-dasharray', '4 3');
    return path;
  });
  const boxes = [...known.values()].map(({ name, role, observed }) => {
    const spot = spots.get(name)!;
    const strong = role === 'outcome' || role === 'spend';
    const rect = s('rect', {
      x: spot.x - spot.width / 2,
      y: spot.y - BOX / 2,
      width: spot.width,
      height: BOX,
      rx: role === 'outcome' ? 16 : 6,
      fill: ink.surface,
      stroke: strong ? ink.accent : ink.muted,
      'stroke-width': role === 'outcome' ? 2.5 : 1.5,
    });
    if (!observed) rect.setAttribute('stroke-dasharray', '5 4');
    const text = s(
      'text',
      {
        x: spot.x,
        y: spot.y,
        'text-anchor': 'middle',
        'dominant-baseline': 'central',
        'font-size': 13,
        fill: ink.text,
      },
      name,
    );
    return s(
      'g',
      {},
      s('title', {}, `${name}: ${role}, ${observed ? 'observed' : 'hidden from the estimators'}`),
      rect,
      text,
    );
  });
  return s(
    'svg',
    { class: 'graph', width: full, height, viewBox: `0 0 ${full} ${height}` },
    s('defs', {}, arrow),
    ...edges,
    ...boxes,
  );
}

/** Smooth from left to right; a way back, or within one layer, swings out to the right and below. */
function wayPath(spots: readonly Spot[]): string {
  const [first, last] = [spots[0]!, spots.at(-1)!];
  const start = { x: first.x + first.width / 2, y: first.y };
  if (last.x <= first.x) {
    const end = { x: last.x + last.width / 2 + 1, y: last.y + 5 };
    const out = Math.max(start.x, end.x) + 38;
    return `M${start.x},${start.y + 5}C${out},${start.y + 5} ${out},${end.y} ${end.x},${end.y}`;
  }
  const points = [start, ...spots.slice(1, -1), { x: last.x - last.width / 2 - 2, y: last.y }];
  return points.slice(1).reduce((path, point, i) => {
    const before = points[i]!;
    const middle = (before.x + point.x) / 2;
    return `${path}C${middle},${before.y} ${middle},${point.y} ${point.x},${point.y}`;
  }, `M${start.x},${start.y}`);
}
