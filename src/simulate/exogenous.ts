import { openStream } from '../core/random/stream.ts';
import type { Component, NoiseComponent, ScaleComponent, World, WorldNode } from '../scenario/world.ts';
import type { Axis } from './axis.ts';
import { componentSeries, type Source } from './components.ts';
import type { GeoDraw } from './drawGeos.ts';
import type { DrawKey } from './drawKey.ts';
import { effectPaths } from './paths.ts';

/** What no intervention changes: for each node, over the whole axis, in the order of `world.nodes`.
 *  v_t = floor((base_t + Σ terms_t) · scale_t + noise_t), each term times its path. */
export type Exogenous = {
  readonly base: readonly Float64Array[];
  /** null: 1 throughout */
  readonly scale: readonly (Float64Array | null)[];
  /** null: 0 throughout */
  readonly noise: readonly (Float64Array | null)[];
  /** the outcome's scale without its noise, whose mean is 1 */
  readonly outcomeScale: Float64Array | null;
  /** factors of the effects, term by term; null: 1 throughout. The same in every geo */
  readonly paths: readonly (readonly (Float64Array | null)[])[];
};

/** Random from period to period, with mean 1. */
export function isNoise(component: ScaleComponent): boolean {
  return component.kind === 'lognormal';
}

/** Every component draws from a stream of its own. Its role is `base/0/ar1`, `scale/0/lognormal`, `noise/1/normal`: the
 *  number counts components of the same kind, so that adding one of another kind moves no draw.
 *  Where there are geos, the geo's index ends the key, but for a node that all of them share.
 *  @param rescaled periods over which a rescaled node takes its minimum and maximum: the axis up to the future
 *    that the world has by itself, so that what is asked of the truth does not move the data
 *  @param geo whose series; left out: national
 *  @see statistics.md §2 */
export function drawExogenous(
  world: World,
  axis: Axis,
  key: DrawKey,
  rescaled: number,
  geo?: Pick<GeoDraw, 'index' | 'levels' | 'factors'>,
): Exogenous {
  const index = geo?.index ?? null;
  const sources =
    (node: WorldNode): SourceOf =>
    (role, kind, nth) => ({
      length: axis.length,
      origin: -axis.start,
      firstPeriod: world.firstPeriod,
      open: () => {
        const shared = index === null || node.shared === true;
        return openStream([key.seed, key.replicate, node.name, `${role}/${nth}/${kind}`, ...(shared ? [] : [index])]);
      },
    });
  const outcome = world.nodes.find(({ name }) => name === world.outcome)!;
  return {
    base: world.nodes.map((node, i) => {
      const base = added(node.base, 'base', sources(node)) ?? new Float64Array(axis.length);
      const own = node.rescale === undefined ? base : rescale(base, node.rescale, rescaled);
      return shifted(own, geo?.levels[i] ?? 0);
    }),
    scale: world.nodes.map((node, i) => {
      const factor = geo?.factors[i] ?? 1;
      const scale = multiplied(node.scale, sources(node), () => true);
      return scale === null && factor !== 1 ? new Float64Array(axis.length).fill(factor) : times(scale, factor);
    }),
    noise: world.nodes.map((node, i) => times(added(node.noise, 'noise', sources(node)), geo?.factors[i] ?? 1)),
    outcomeScale: multiplied(outcome.scale, sources(outcome), (part) => !isNoise(part)),
    paths: world.nodes.map((node) =>
      effectPaths(node, { length: axis.length, origin: -axis.start, firstPeriod: world.firstPeriod }, (role) =>
        openStream([key.seed, key.replicate, node.name, role]),
      ),
    ),
  };
}

type SourceOf = (role: string, kind: string, nth: number) => Source;

function seriesOf<C extends Component | ScaleComponent | NoiseComponent>(
  parts: readonly C[],
  part: C,
  role: string,
  source: SourceOf,
): Float64Array {
  const nth = parts.filter(({ kind }) => kind === part.kind).indexOf(part);
  return componentSeries(part, source(role, part.kind, nth));
}

function added(parts: readonly (Component | NoiseComponent)[], role: string, source: SourceOf): Float64Array | null {
  return parts.reduce<Float64Array | null>((sum, part) => {
    const series = seriesOf(parts, part, role, source);
    if (sum === null) return series;
    for (let i = 0; i < sum.length; i++) sum[i] = sum[i]! + series[i]!;
    return sum;
  }, null);
}

function multiplied(
  parts: readonly ScaleComponent[],
  source: SourceOf,
  counts: (part: ScaleComponent) => boolean,
): Float64Array | null {
  return parts.reduce<Float64Array | null>((product, part) => {
    if (!counts(part)) return product;
    const series = seriesOf(parts, part, 'scale', source);
    const shift = part.kind === 'seasonal' ? 1 : 0;
    for (let i = 0; i < series.length; i++) series[i] = (product === null ? 1 : product[i]!) * (shift + series[i]!);
    return series;
  }, null);
}

function shifted(series: Float64Array, by: number): Float64Array {
  return by === 0 ? series : series.map((value) => value + by);
}

function times(series: Float64Array | null, factor: number): Float64Array | null {
  return series === null || factor === 1 ? series : series.map((value) => value * factor);
}

/** Min–max scaling; a constant series goes to the lower end. */
function rescale(series: Float64Array, [lower, upper]: readonly [number, number], length: number): Float64Array {
  const within = series.subarray(0, length);
  let [min, max] = [Infinity, -Infinity];
  for (const value of within) [min, max] = [Math.min(min, value), Math.max(max, value)];
  const range = max - min;
  return series.map((value) => (range === 0 ? lower : lower + ((upper - lower) * (value - min)) / range));
}
