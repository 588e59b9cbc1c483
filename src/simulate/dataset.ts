import { buildDataset } from '../dataset/build.ts';
import type { Dataset } from '../dataset/types.ts';
import type { WorldNode } from '../scenario/world.ts';
import type { GeoDraw } from './drawGeos.ts';
import type { Panel } from './panel.ts';

/** What an estimator may see of a solved world: spend before, in and after the window; controls, which are the other
 *  observed nodes, and the outcome in the window only. Nothing latent. Spend and outcome are totals of their geo;
 *  controls stay per head, or whatever else they are measured in. */
export function observe({ model, axis, geos, settings }: Panel): Dataset {
  const { world, channels, outcome } = model;
  const { start, history, periods, future } = axis;
  const collect = (node: number, from: number, count: number, weight: (geo: GeoDraw) => number) => {
    const out = new Float64Array(settings.length * count);
    for (let g = 0; g < settings.length; g++) {
      const series = settings[g]!.factual.values[node]!;
      const times = weight(geos[g]!);
      for (let t = 0; t < count; t++) out[g * count + t] = times * series[from + t]!;
    }
    return out;
  };
  const totals = (node: number, from: number, count: number) => collect(node, from, count, (geo) => geo.population);
  const perHead = (node: number, from: number, count: number) => collect(node, from, count, () => 1);
  const named = ({ name, units }: WorldNode) => ({ name, ...(units === undefined ? {} : { units }) });
  const controls = world.nodes.flatMap((node, i) =>
    world.observed.includes(node.name) && !node.latent && node.role !== 'spend' && i !== outcome
      ? [{ ...named(node), values: perHead(i, start, periods) }]
      : [],
  );
  return buildDataset({
    name: world.name,
    period: world.period,
    geos: geos.map(({ name }) => name),
    population: Float64Array.from(geos, ({ population }) => population),
    periods,
    history,
    future,
    dates: null,
    firstPeriod: world.firstPeriod,
    channels: channels.map((node) => ({
      ...named(world.nodes[node]!),
      spend: {
        history: totals(node, start - history, history),
        window: totals(node, start, periods),
        future: totals(node, start + periods, future),
      },
    })),
    controls,
    outcome: { ...named(world.nodes[outcome]!), values: totals(outcome, start, periods) },
    carryoverStart: 'history',
  });
}
