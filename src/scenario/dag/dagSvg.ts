import type { Edge } from '../../causal/graph.ts';
import { type CausalReading, causalReading } from '../causalGraph.ts';
import type { World } from '../world.ts';
import { type Box, placeGraph } from './place.ts';
import { lanesBelow, type Point, type Route, routesOf, tenth } from './routes.ts';
import { styles } from './styles.ts';

/** Pixels a character takes at most, at the sizes in styles.ts. */
const CHARACTER = 7.6;
const SMALL = 6;

/** The causal graph of a world as a picture that stands by itself: channels are boxes, the outcome has a heavy border, what is
 *  hidden is dashed, what follows from the date is dotted; labels are the periods until an effect. */
export function dagSvg(world: World): string {
  const reading = causalReading(world);
  const graph = shown(reading);
  const kind = new Map(world.nodes.map(({ name, role, latent }) => [name, latent ? `${role} latent` : role]));
  const placed = placeGraph(graph, world.outcome, (name) => Math.round(CHARACTER * [...name].length) + 26);
  const routes = routesOf(placed);
  const returns = placed.back.filter(({ from, to }) => from !== to).length;
  const [width, height] = [Math.ceil(placed.width), Math.ceil(placed.height + lanesBelow(returns))];
  const nodes = graph.nodes.map((name) => ({ name, box: placed.boxes.get(`node ${name}`)! }));
  const labels = labelsOf(
    routes,
    nodes.map(({ box }) => box),
  );
  const calendar = new Set(reading.calendar.map(({ name }) => name));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="title desc">`,
    `<title id="title">${escaped(`Causal graph of ${world.name}`)}</title>`,
    `<desc id="desc">${escaped(inWords(world, graph.edges))}</desc>`,
    `<style>${styles}</style>`,
    '<defs><marker id="head" viewBox="0 0 10 10" refX="10" refY="5" markerWidth="8" markerHeight="8" orient="auto"><path d="M0,1 L10,5 L0,9 Z"/></marker></defs>',
    `<rect class="ground" width="${width}" height="${height}"/>`,
    ...routes.map(
      ({ edge, path }) =>
        `<path class="arrow${calendar.has(edge.from) ? ' calendar' : ''}" d="${path}" marker-end="url(#head)"/>`,
    ),
    ...nodes.map(({ name, box }) => nodeSvg(name, calendar.has(name) ? 'calendar' : kind.get(name)!, box)),
    ...labels.map(
      ({ at, text }) => `<text class="lag" x="${tenth(at.x)}" y="${tenth(at.y + 4)}">${escaped(text)}</text>`,
    ),
    '</svg>',
    '',
  ].join('\n');
}

/** Without the rhythms of the outcome alone, which make no common cause; arrows of one pair as one. */
function shown({ graph, calendar }: CausalReading): {
  readonly nodes: readonly string[];
  readonly edges: readonly Edge[];
} {
  const lonely = new Set(calendar.filter(({ followers }) => followers.length < 2).map(({ name }) => name));
  const pairs = new Map<string, Edge>();
  for (const edge of graph.edges) {
    if (lonely.has(edge.from)) continue;
    const key = JSON.stringify([edge.from, edge.to]);
    const known = pairs.get(key) ?? edge;
    const last = Math.max(known.lastLag ?? known.lag, edge.lastLag ?? edge.lag);
    pairs.set(key, { ...edge, lag: Math.min(known.lag, edge.lag), lastLag: last });
  }
  return { nodes: graph.nodes.filter((name) => !lonely.has(name)), edges: [...pairs.values()] };
}

function nodeSvg(name: string, kind: string, { x, y, width, height }: Box): string {
  const [role] = kind.split(' ');
  const radius = role === 'spend' || role === 'outcome' || role === 'exposure' ? 3 : 17;
  const place = `x="${tenth(x - width / 2)}" y="${tenth(y - height / 2)}" width="${tenth(width)}" height="${tenth(height)}"`;
  return `<g class="${kind}"><rect ${place} rx="${radius}"/><text x="${tenth(x)}" y="${tenth(y + 4.5)}">${escaped(name)}</text></g>`;
}

/** `0–12`, `lag 1`; an effect at once has none. */
function lagText({ lag, lastLag = lag }: Edge): string {
  if (lastLag > lag) return `${lag}–${lastLag}`;
  return lag === 0 ? '' : `lag ${lag}`;
}

/** Where along its arrow each label has room, the middle first. */
function labelsOf(
  routes: readonly Route[],
  nodes: readonly Box[],
): readonly { readonly at: Point; readonly text: string }[] {
  const taken: Box[] = [...nodes];
  return routes.flatMap(({ edge, along }) => {
    const text = lagText(edge);
    if (text === '') return [];
    const size = { width: SMALL * text.length + 6, height: 14 };
    const tries = [0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8].map((share) => along[Math.floor(share * (along.length - 1))]!);
    const at = tries.find((point) => !taken.some((box) => overlap({ ...point, ...size }, box))) ?? tries[0]!;
    taken.push({ ...at, ...size });
    return [{ at, text }];
  });
}

const overlap = (a: Box, b: Box): boolean =>
  2 * Math.abs(a.x - b.x) < a.width + b.width && 2 * Math.abs(a.y - b.y) < a.height + b.height;

function inWords(world: World, edges: readonly Edge[]): string {
  const arrows = edges.map(
    (edge) => `${edge.from} acts on ${edge.to}${lagText(edge) === '' ? '' : ` (${lagText(edge)})`}`,
  );
  const hidden = world.nodes.filter(({ latent }) => latent).map(({ name }) => name);
  return `${arrows.join('; ')}.${hidden.length === 0 ? '' : ` Hidden: ${hidden.join(', ')}.`}`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
