import { ancestors, descendants, type Graph, isCyclic, stronglyConnectedComponents } from '../causal/graph.ts';
import { observedEvery } from './observation.ts';
import type { Term, World, WorldNode } from './world.ts';

/** The causal graph of a world: one edge a pair, with the smallest lag at which the cause can act. */
export function worldGraph(world: Pick<World, 'nodes'>): Graph {
  const edges = world.nodes.flatMap((node) => {
    const lags = new Map<string, number>();
    for (const { from, lag } of node.terms) lags.set(from, Math.min(lag, lags.get(from) ?? Infinity));
    return [...lags].map(([from, lag]) => ({ from, to: node.name, lag }));
  });
  return { nodes: world.nodes.map(({ name }) => name), edges };
}

/** The channels that an estimator sees, in declared order. */
export function channelsOf(world: World): readonly string[] {
  return world.nodes.filter(({ role, latent }) => role === 'spend' && !latent).map(({ name }) => name);
}

/** What a channel's spend buys, where that is a node of its own. */
export function exposureOf(world: Pick<World, 'nodes'>, channel: string): string | undefined {
  return world.nodes.find(({ of }) => of === channel)?.name;
}

/** The node that a fit's curves act on: what a channel's spend buys, where the data have it. */
export function actingOf(world: Pick<World, 'nodes' | 'observed'>, channel: string): string {
  const exposure = exposureOf(world, channel);
  return exposure !== undefined && world.observed.includes(exposure) ? exposure : channel;
}

/** Nodes through which a channel acts on the outcome, other channels included, in declared order. What a channel's spend
 *  buys is that channel at work, and no mediator. */
export function mediatorsOf(world: World, channel: string): readonly string[] {
  const bought = new Set(world.nodes.flatMap(({ name, role }) => (role === 'exposure' ? [name] : [])));
  return between(world, channel).filter((name) => !bought.has(name));
}

/** Nodes on directed paths from a channel to the outcome, in declared order. */
function between(world: World, channel: string): readonly string[] {
  const graph = worldGraph(world);
  const downstream = new Set(descendants(graph, channel));
  return ancestors(graph, world.outcome).filter((name) => name !== channel && downstream.has(name));
}

/** Feedback has no longest path; a year of weeks of the data, with the share left reported. @see statistics.md §1 */
const FEEDBACK_TAIL = 52;

/** How long a change of a channel echoes in the outcome, in periods of the data, rounded up: the largest sum of
 *  lag + (adstock lags − 1) over any directed path, 0 for a channel that does not act, 52 where the way to the outcome
 *  feeds back on itself. */
export function tailOf(world: World, channel: string): number {
  const graph = worldGraph(world);
  const onTheWay = new Set([channel, ...between(world, channel), world.outcome]);
  const components = stronglyConnectedComponents({
    nodes: graph.nodes.filter((name) => onTheWay.has(name)),
    edges: graph.edges.filter(({ from, to }) => onTheWay.has(from) && onTheWay.has(to)),
  });
  if (!descendants(graph, channel).includes(world.outcome)) return 0;
  if (components.some((component) => isCyclic(graph, component))) return FEEDBACK_TAIL;
  const nodes = new Map(world.nodes.map((node): [string, WorldNode] => [node.name, node]));
  const longest = new Map([[channel, 0]]);
  for (const name of components.flat())
    for (const term of nodes.get(name)!.terms) {
      const before = longest.get(term.from);
      if (before !== undefined) longest.set(name, Math.max(longest.get(name) ?? 0, before + reachOf(term)));
    }
  return Math.ceil(longest.get(world.outcome)! / observedEvery(world));
}

/** The default tail of every channel. */
export function tails(world: World): Readonly<Record<string, number>> {
  return Object.fromEntries(channelsOf(world).map((channel) => [channel, tailOf(world, channel)]));
}

/** Periods from a cause to the last of its effects along one arrow. */
function reachOf({ lag, adstock }: Term): number {
  return lag + (adstock === null ? 0 : adstock.maxLag - 1);
}
