import { buildDataset } from '../dataset/build.ts';
import type { Dataset } from '../dataset/types.ts';
import type { WorldNode } from '../scenario/world.ts';
import type { Axis } from './axis.ts';
import type { CompiledWorld } from './compile.ts';
import type { Solution } from './solve.ts';

/** What an estimator may see of a solved world: spend before, in and after the window; controls, which are the other
 *  observed nodes, and the outcome in the window only. Nothing latent. */
export function observe({ world, channels, outcome }: CompiledWorld, axis: Axis, { values }: Solution): Dataset {
  const cut = (node: number, from: number, count: number) => values[node]!.slice(from, from + count);
  const { start, history, periods, future } = axis;
  const named = ({ name, units }: WorldNode) => ({ name, ...(units === undefined ? {} : { units }) });
  const inWindow = (node: number) => ({ ...named(world.nodes[node]!), values: cut(node, start, periods) });
  const controls = world.nodes.flatMap(({ name, latent, role }, node) =>
    world.observed.includes(name) && !latent && role !== 'spend' && node !== outcome ? [inWindow(node)] : [],
  );
  return buildDataset({
    name: world.name,
    period: world.period,
    geos: ['national'],
    population: Float64Array.of(1),
    periods,
    history,
    future,
    dates: null,
    firstPeriod: world.firstPeriod,
    channels: channels.map((node) => ({
      ...named(world.nodes[node]!),
      spend: {
        history: cut(node, start - history, history),
        window: cut(node, start, periods),
        future: cut(node, start + periods, future),
      },
    })),
    controls,
    outcome: inWindow(outcome),
    carryoverStart: 'history',
  });
}
