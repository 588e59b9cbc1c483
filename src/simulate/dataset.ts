import { buildDataset } from '../dataset/build.ts';
import type { Channel, Dataset, ExtendedSeries } from '../dataset/types.ts';
import { observedEvery, observedPeriod } from '../scenario/observation.ts';
import type { World, WorldNode } from '../scenario/world.ts';
import type { DrawKey } from './drawKey.ts';
import type { Panel } from './panel.ts';
import { recorded } from './recorded.ts';

/** What an advertiser's database has of a solved world: spend and what it bought before, in and after the window;
 *  controls, which are the other observed nodes, and the outcome in the window only. Nothing latent. Spend, exposure and
 *  outcome are totals of their geo; controls stay per head, or whatever else they are measured in. Where a period of the
 *  data is several of the world, totals are sums over these and controls means, unless the world says sums.
 *  @param key names the streams of faulty records; the truth knows nothing of them */
export function observe(panel: Panel, key: DrawKey): Dataset {
  const { model, axis, geos } = panel;
  const { world, channels, outcome, exposures } = model;
  const every = observedEvery(world);
  const [history, periods, future] = [axis.history / every, axis.periods / every, axis.future / every];
  const collect = (node: number, from: number, count: number) => collected(panel, key, node, from, count);
  const extended = (node: number): ExtendedSeries => {
    const whole = collect(node, -history, history + periods + future);
    const cut = (from: number, count: number) => {
      const out = new Float64Array(geos.length * count);
      whole.forEach((series, g) => {
        out.set(series.subarray(from, from + count), g * count);
      });
      return out;
    };
    return { history: cut(0, history), window: cut(history, periods), future: cut(history + periods, future) };
  };
  const windowed = (node: number): Float64Array => {
    const out = new Float64Array(geos.length * periods);
    collect(node, 0, periods).forEach((series, g) => {
      out.set(series, g * periods);
    });
    return out;
  };
  const named = ({ name, units }: WorldNode) => ({ name, ...(units === undefined ? {} : { units }) });
  return buildDataset({
    name: world.name,
    period: observedPeriod(world),
    geos: geos.map(({ name }) => name),
    population: Float64Array.from(geos, ({ population }) => population),
    periods,
    history,
    future,
    dates: null,
    firstPeriod: world.firstPeriod / every,
    channels: channels.map((node): Channel => {
      const bought = exposures.get(node);
      const seen = bought !== undefined && isSeen(world, world.nodes[bought]!);
      const volume = seen ? { volume: extended(bought) } : {};
      return { ...named(world.nodes[node]!), spend: extended(node), ...volume };
    }),
    controls: world.nodes.flatMap((node, i) =>
      isSeen(world, node) && isControl(node) ? [{ ...named(node), values: windowed(i) }] : [],
    ),
    outcome: { ...named(world.nodes[outcome]!), values: windowed(outcome) },
    carryoverStart: 'history',
  });
}

const isSeen = ({ observed }: World, { name, latent }: WorldNode) => observed.includes(name) && !latent;
const isControl = ({ role }: WorldNode) => role === 'process' || role === 'mediator';

/** One series a geo, of consecutive periods of the data, as recorded.
 *  @param from the first one's number, counted from the window's first */
function collected(
  { model: { world }, axis, geos, settings }: Panel,
  key: DrawKey,
  index: number,
  from: number,
  count: number,
): readonly Float64Array[] {
  const node = world.nodes[index]!;
  const every = observedEvery(world);
  const mean = isControl(node) && world.observation?.summed.includes(node.name) !== true;
  return geos.map((geo, g) => {
    const series = settings[g]!.factual.values[index]!;
    const times = isControl(node) ? 1 : geo.population;
    const out = new Float64Array(count);
    for (let t = 0; t < count; t++) {
      const first = axis.start + every * (from + t);
      let total = times * series[first]!;
      for (let k = 1; k < every; k++) total += times * series[first + k]!;
      out[t] = mean && every > 1 ? total / every : total;
    }
    if (world.observation === undefined) return out;
    const record = { node: node.name, geo: node.shared === true ? null : geo.index };
    return recorded(out, from, axis.history / every, world.observation, record, key);
  });
}
