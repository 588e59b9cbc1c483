import { z } from 'zod';
import { InputError } from '../core/errors.ts';
import { cos, sin } from '../core/math.ts';
import { closest } from '../core/spelling.ts';
import type { Channel, Dataset, Series } from '../dataset/types.ts';

/** One regressor. */
export type Column = {
  readonly name: string;
  readonly role: 'intercept' | 'trend' | 'seasonality' | 'control' | 'channel';
  /** G·T */
  readonly values: Float64Array;
};

const names = z.union([z.literal('all'), z.array(z.string())]);

/** Settings shared by all regression estimators: which series stand in the outcome equation. Spread into their schemas. */
export const columnSettings = {
  /** `all`, or the channels to keep: leaving a mediator out asks the total question */
  channels: names.default('all'),
  /** `all`, `none`, or names */
  controls: z.union([z.literal('none'), names]).default('all'),
  /** a linear trend, in periods from the window's first */
  trend: z.boolean().default(false),
  /** Fourier pairs sin, cos(2πjc/every), j = 1..pairs, of the calendar position c */
  seasonality: z
    .union([
      z.literal('none'),
      z
        .strictObject({ every: z.number().gte(2), pairs: z.int().gte(1) })
        .refine(
          ({ every, pairs }) => 2 * pairs <= every,
          'pairs: at most every / 2, faster waves cannot be told apart',
        ),
    ])
    .default('none'),
};

export type ColumnSettings = z.infer<z.ZodObject<typeof columnSettings>>;

/** The channels that a setting keeps, in the dataset's order.
 *  @throws InputError for names that are none */
export function keptChannels(
  dataset: Dataset,
  setting: ColumnSettings['channels'],
  path = 'channels',
): readonly Channel[] {
  return setting === 'all' ? dataset.channels : pick(dataset.channels, setting, path);
}

/** The controls that a setting keeps, in the dataset's order.
 *  @throws InputError for names that are none */
export function keptControls(
  dataset: Dataset,
  setting: ColumnSettings['controls'],
  path = 'controls',
): readonly Series[] {
  if (setting === 'none') return [];
  return setting === 'all' ? dataset.controls : pick(dataset.controls, setting, path);
}

function pick<T extends { readonly name: string }>(all: readonly T[], wanted: readonly string[], path: string): T[] {
  const known = all.map(({ name }) => name);
  const unknown = wanted.flatMap((name, index) => {
    if (known.includes(name)) return [];
    const guess = closest(name, known);
    const message = `the data have no "${name}" here; allowed: ${known.length === 0 ? 'none' : known.join(', ')}`;
    return [{ path: `${path}[${index}]`, message, ...(guess === undefined ? {} : { guess }) }];
  });
  if (unknown.length > 0) throw new InputError(unknown);
  return all.filter(({ name }) => wanted.includes(name));
}

/** Every regressor that does not depend on media curves, in this order: an intercept a geo, or one in common, trend,
 *  Fourier pairs, controls. */
export function fixedColumns(
  dataset: Dataset,
  settings: Omit<ColumnSettings, 'channels'> & { readonly intercepts?: 'geo' | 'common' | undefined },
): readonly Column[] {
  const { geos, periods, firstPeriod } = dataset;
  const everyGeo = (f: (t: number) => number): Float64Array => {
    const values = new Float64Array(geos.length * periods);
    for (let t = 0; t < periods; t++) values[t] = f(t);
    for (let g = 1; g < geos.length; g++) values.copyWithin(g * periods, 0, periods);
    return values;
  };
  const common = geos.length === 1 || settings.intercepts === 'common';
  const columns: Column[] = (common ? ['intercept'] : geos).map((geo, g) => ({
    name: common ? geo : `intercept.${geo}`,
    role: 'intercept',
    values: new Float64Array(geos.length * periods).fill(
      1,
      common ? 0 : g * periods,
      common ? undefined : (g + 1) * periods,
    ),
  }));
  if (settings.trend) columns.push({ name: 'trend', role: 'trend', values: everyGeo((t) => t) });
  if (settings.seasonality !== 'none') {
    const { every, pairs } = settings.seasonality;
    for (let j = 1; j <= pairs; j++) {
      const angle = (t: number) => (2 * Math.PI * j * ((t + firstPeriod) % every)) / every;
      // at two periods a wave the sine is 0 throughout
      if (2 * j !== every)
        columns.push({ name: `sin_${j}`, role: 'seasonality', values: everyGeo((t) => sin(angle(t))) });
      columns.push({ name: `cos_${j}`, role: 'seasonality', values: everyGeo((t) => cos(angle(t))) });
    }
  }
  for (const { name, values } of keptControls(dataset, settings.controls))
    columns.push({ name, role: 'control', values });
  return columns;
}

/** Column-major n × k matrix of columns. */
export function designMatrix(columns: readonly Column[]): Float64Array {
  const n = columns[0]?.values.length ?? 0;
  const x = new Float64Array(n * columns.length);
  columns.forEach((column, j) => {
    x.set(column.values, j * n);
  });
  return x;
}
