import { channelsOf, mediatorsOf } from '../scenario/graph.ts';
import { parseScenario, resolveWorld } from '../scenario/scenario.ts';
import type { World } from '../scenario/world.ts';
import { dialsOf } from './dials.ts';
import type { ExplorerWorld } from './types.ts';

/** Curves of one parameter, which a Bayesian fit of 100 weeks learns in well under a second. Hill's two are hardly
 *  identified in so few weeks, and its chains run on for half a minute. */
const quickCurves = ['exponential', 'logistic', 'michaelis_menten'];

/** What the page says of a scenario file, and which dials it offers. */
export function describeForExplorer(name: string, theme: string, text: string): ExplorerWorld {
  const scenario = parseScenario(text, name);
  const world = resolveWorld(scenario);
  const channels = channelsOf(world);
  const outcome = world.nodes.find((node) => node.name === world.outcome)!;
  const curves = [
    ...new Set(
      outcome.terms.flatMap(({ from, saturation }) => (channels.includes(from) ? [saturation?.curve ?? 'none'] : [])),
    ),
  ];
  const mediator = mediatingChannel(world, channels);
  return {
    name,
    about: scenario.about,
    theme,
    text,
    channels,
    ...(mediator === undefined ? {} : { mediator }),
    mediated: channels.some((channel) => mediatorsOf(world, channel).length > 0),
    saturation: curves.length === 1 && quickCurves.includes(curves[0]!) ? curves[0]! : 'exponential',
    dials: dialsOf(scenario, world.outcome, channels),
  };
}

/** The first channel that another feeds in the same or an earlier week, and that sells by itself. */
function mediatingChannel(world: World, channels: readonly string[]): string | undefined {
  return channels.find((name) => channels.some((other) => other !== name && mediatorsOf(world, other).includes(name)));
}
