import { openStream } from '../../../core/random/stream.ts';
import { buildDataset } from '../../../dataset/build.ts';
import type { Dataset } from '../../../dataset/types.ts';

/** Weekly data of one region for the tests of ROAS priors, every number from a stream: spend of some 50 a week, 0 in one week
 *  of five; sales of some 400.
 *  @param extent spend before and after the window; either may be absent */
export function roasData(
  extent: { readonly periods?: number; readonly history?: number; readonly future?: number } = {},
  names: readonly string[] = ['tv', 'search'],
): Dataset {
  const { periods = 30, history = 5, future = 5 } = extent;
  const spend = (name: string, part: string, length: number): Float64Array => {
    const stream = openStream(['roas.fixture', name, part]);
    return Float64Array.from({ length }, () => (stream.uniform() < 0.2 ? 0 : 100 * stream.uniform()));
  };
  const noise = openStream(['roas.fixture', 'noise']);
  return buildDataset({
    name: 'roas',
    period: 'week',
    geos: ['national'],
    population: Float64Array.of(1),
    periods,
    history,
    future,
    dates: null,
    firstPeriod: 0,
    channels: names.map((name) => ({
      name,
      spend: {
        history: spend(name, 'history', history),
        window: spend(name, 'window', periods),
        future: spend(name, 'future', future),
      },
    })),
    controls: [{ name: 'price', values: Float64Array.from({ length: periods }, () => noise.normal()) }],
    outcome: { name: 'sales', values: Float64Array.from({ length: periods }, () => 400 + 40 * noise.normal()) },
    carryoverStart: 'history',
  });
}
