import { buildDataset } from '../../dataset/build.ts';
import type { Dataset, Series } from '../../dataset/types.ts';
import type { Adjustment } from './types.ts';

/** The data with the chosen controls alone, and their lags as controls of their own: `demand_lag1`. Controls are known in
 *  the window only, so a lag repeats the geo's first value for the periods before it. The digest is its own. */
export function adjusted(dataset: Dataset, { controls }: Pick<Adjustment, 'controls'>): Dataset {
  const { digest: _, ...parts } = dataset;
  const kept = controls.flatMap(({ name, lags }) => {
    const series = dataset.controls.find((control) => control.name === name);
    if (series === undefined) throw new RangeError(`no control ${name} among the data`);
    return lags.map((lag) => (lag === 0 ? series : lagged(series, lag, dataset.periods)));
  });
  return buildDataset({ ...parts, controls: kept });
}

function lagged({ name, values, ...rest }: Series, lag: number, periods: number): Series {
  const shifted = values.map((_, i) => values[i - Math.min(lag, i % periods)]!);
  return { ...rest, name: lagName(name, lag), values: shifted };
}

const lagName = (name: string, lag: number): string => `${name}_lag${lag}`;

/** Names of columns as the variables they are of: what a fit conditions on, in the graph's words. */
export function asVariables(columns: readonly string[], { controls }: Pick<Adjustment, 'controls'>): readonly string[] {
  const variable = new Map(controls.flatMap(({ name, lags }) => lags.map((lag) => [lagName(name, lag), name])));
  return [...new Set(columns.map((column) => variable.get(column) ?? column))];
}
