import type { Arbitrary } from 'fast-check';
import { openStream } from '../../core/random/stream.ts';
import { buildDataset } from '../../dataset/build.ts';
import type { Dataset, PeriodUnit } from '../../dataset/types.ts';
import { fc } from '../fastCheck.ts';

export type DatasetOptions = {
  /** default 8 to 60 */
  readonly periods?: { readonly min: number; readonly max: number };
  /** at most; default 3 */
  readonly channels?: number;
  /** at most; default 2 */
  readonly controls?: number;
  /** at most; default 1 */
  readonly geos?: number;
};

/** A series by few numbers: level + spread·uniform, and nothing in a share of the periods. */
type Shape = { readonly level: number; readonly spread: number; readonly silent: number; readonly seed: number };

/** A sound dataset: spend is 0 or more, some channels are silent at times or always, nothing is missing. Shrinks towards one
 *  channel, one geo, few periods and constant series; the noise of a series keeps its seed. */
export function datasets(options: DatasetOptions = {}): Arbitrary<Dataset> {
  const { periods = { min: 8, max: 60 }, channels = 3, controls = 2, geos = 1 } = options;
  const period: readonly PeriodUnit[] = ['week', 'day', 'month', 'quarter', 'year'];
  return fc
    .record({
      period: fc.constantFrom(...period),
      periods: fc.integer(periods),
      history: fc.nat({ max: 12 }),
      future: fc.nat({ max: 12 }),
      firstPeriod: fc.nat({ max: 60 }),
      geos: fc.integer({ min: 1, max: geos }),
      channels: fc.array(shape(0), { minLength: 1, maxLength: channels }),
      controls: fc.array(shape(-100), { maxLength: controls }),
      outcome: shape(-100),
      carryoverStart: fc.constantFrom('history' as const, 'zero' as const),
    })
    .map(({ channels: spends, controls: others, outcome, geos: count, ...given }): Dataset => {
      const values = (own: Shape, length: number, part: string) => series(own, count * length, part);
      return buildDataset({
        ...given,
        name: 'arbitrary',
        geos: Array.from({ length: count }, (_, g) => `geo_${g}`),
        population: new Float64Array(count).fill(1),
        dates: null,
        channels: spends.map((own, k) => ({
          name: `channel_${k}`,
          spend: {
            history: values(own, given.history, 'history'),
            window: values(own, given.periods, 'window'),
            future: values(own, given.future, 'future'),
          },
        })),
        controls: others.map((own, k) => ({ name: `control_${k}`, values: values(own, given.periods, 'window') })),
        outcome: { name: 'sales', values: values(outcome, given.periods, 'window') },
      });
    });
}

function shape(min: number): Arbitrary<Shape> {
  return fc.record({
    level: fc.integer({ min, max: 100 }),
    spread: fc.nat({ max: 100 }),
    silent: fc.oneof({ withCrossShrink: true }, fc.constant(0), fc.constantFrom(0.3, 1)),
    seed: fc.noShrink(fc.nat()),
  });
}

function series({ level, spread, silent, seed }: Shape, length: number, part: string): Float64Array {
  const stream = openStream(['testing', 'datasets', seed, part]);
  return Float64Array.from({ length }, () => {
    const value = level + spread * stream.uniform();
    return stream.uniform() < silent ? 0 : value;
  });
}
