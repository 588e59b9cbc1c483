import { InputError } from '../core/errors.ts';
import { closest } from '../core/spelling.ts';
import { channelsOf, mediatorsOf, tails, worldGraph } from '../scenario/graph.ts';
import { observedEvery } from '../scenario/observation.ts';
import type { World } from '../scenario/world.ts';
import { compileNode } from './compileNode.ts';
import { isNoise } from './exogenous.ts';
import { generatingParameters } from './parameters.ts';
import { planSteps } from './plan.ts';
import { type Route, reverseRoute, routeOf, type Structure } from './route.ts';
import type { CompiledNode, Step } from './solve.ts';

/** A world ready to simulate: names are indices into `nodes`, weights and the order of evaluation are fixed. */
export type CompiledWorld = {
  readonly world: World;
  readonly nodes: readonly CompiledNode[];
  readonly indexOf: ReadonlyMap<string, number>;
  readonly outcome: number;
  /** those that an estimator sees */
  readonly channels: readonly number[];
  /** by channel, what its spend buys, where that is a node of its own */
  readonly exposures: ReadonlyMap<number, number>;
  /** the held set of each channel's direct effect: every other channel, and the nodes through which it acts; sorted */
  readonly others: Readonly<Record<string, readonly string[]>>;
  /** every node that costs money, latent ones too */
  readonly spends: readonly number[];
  /** the outcome is multiplied by noise, on a log scale too */
  readonly scaledByNoise: boolean;
  /** every equation adds up its causes: no interactions, no exp */
  readonly additive: boolean;
  /** the outcome acts on its own future */
  readonly outcomeFeedsBack: boolean;
  /** strongly connected components, causes first, node indices in an order of evaluation within a period */
  readonly components: readonly (readonly number[])[];
  /** evaluates the whole world */
  readonly steps: readonly Step[];
  /** default tail of each channel, in periods of the data */
  readonly tails: Readonly<Record<string, number>>;
  /** periods of spend that the dataset carries before the window, of the data: the longest adstock of a channel */
  readonly history: number;
  readonly parameters: Readonly<Record<string, number>>;
  /** what answers to a channel with these nodes held */
  readonly route: (channel: number, held: readonly string[]) => Route;
  /** what answers to several channels at once; held: nothing, if not named */
  readonly together: (channels: readonly number[], held?: readonly string[]) => Route;
  /** the split's other order, where it can matter (route.ts) */
  readonly reverse: (channel: number, held: readonly string[]) => Route | null;
};

/** @throws InputError for unknown nodes and curves and for cycles within a period */
export function compileWorld(world: World): CompiledWorld {
  const indexOf = new Map(world.nodes.map((node, index) => [node.name, index]));
  const find = (name: string, path: string) => {
    const index = indexOf.get(name);
    if (index !== undefined) return index;
    const guess = closest(name, [...indexOf.keys()]);
    throw new InputError({ path, message: `unknown node "${name}"`, ...(guess === undefined ? {} : { guess }) });
  };
  const nodes = world.nodes.map((node) => compileNode(node, find));
  const outcome = find(world.outcome, 'outcome');
  const channels = channelsOf(world).map((name) => find(name, 'nodes'));
  const exposures = channels.flatMap((channel) => {
    const exposure = world.nodes.findIndex(({ of }) => of === nodes[channel]!.name);
    return exposure === -1 ? [] : ([[channel, exposure]] as const);
  });
  const media = [...channels, ...exposures.map(([, exposure]) => exposure)];
  const { components, steps } = planSteps(worldGraph(world), nodes, indexOf, media);
  return {
    world,
    nodes,
    indexOf,
    outcome,
    channels,
    exposures: new Map(exposures),
    others: heldByDefault(world),
    spends: world.nodes.flatMap(({ role }, index) => (role === 'spend' ? [index] : [])),
    scaledByNoise:
      world.nodes[outcome]!.scale.some(isNoise) ||
      (nodes[outcome]!.exponential && world.nodes[outcome]!.noise.length > 0),
    additive: nodes.every(({ exponential, products }) => !exponential && products.every(({ effect }) => effect === 0)),
    outcomeFeedsBack: steps.some((step) => step.feedback && step.nodes.some(({ node }) => node === outcome)),
    components,
    steps,
    tails: tails(world),
    history: Math.ceil(longestCarryover(nodes, media) / observedEvery(world)),
    parameters: generatingParameters(world),
    ...routes({ nodes, components, channels: media }, indexOf),
  };
}

function heldByDefault(world: World): Readonly<Record<string, readonly string[]>> {
  const channels = channelsOf(world);
  return Object.fromEntries(
    channels.map((channel) => {
      const others = channels.filter((name) => name !== channel);
      return [channel, [...new Set([...others, ...mediatorsOf(world, channel)])].sort()];
    }),
  );
}

/** Routes found once: every dataset asks for the same few. */
function routes(
  structure: Structure,
  indexOf: ReadonlyMap<string, number>,
): Pick<CompiledWorld, 'route' | 'reverse' | 'together'> {
  const remember = <T>(find: (channel: number, held: readonly string[]) => T) => {
    const known = new Map<string, T>();
    return (channel: number, held: readonly string[]) => {
      const key = `${channel}|${held.join()}`;
      if (!known.has(key)) known.set(key, find(channel, held));
      return known.get(key)!;
    };
  };
  const route = remember((channel, held) =>
    routeOf(structure, [channel], new Set(held.map((name) => indexOf.get(name)!))),
  );
  const sets = new Map<string, Route>();
  const together = (channels: readonly number[], held: readonly string[] = []) => {
    const key = `${channels.join()}|${held.join()}`;
    const found = sets.get(key) ?? routeOf(structure, channels, new Set(held.map((name) => indexOf.get(name)!)));
    sets.set(key, found);
    return found;
  };
  return { route, together, reverse: remember((channel, held) => reverseRoute(structure, route(channel, held))) };
}

/** The carry-in that estimators need is (lags − 1) periods; one more lets them assume the longest max_lag from 1 on. */
function longestCarryover(nodes: readonly CompiledNode[], media: readonly number[]): number {
  const terms = nodes.flatMap((node) => node.terms).filter((term) => media.includes(term.from));
  return Math.max(0, ...terms.map((term) => Math.max(term.weights.length, term.lag + term.weights.length - 1)));
}
