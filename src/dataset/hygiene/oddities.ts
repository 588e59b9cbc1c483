import type { Dataset } from '../types.ts';
import { outliers } from './outliers.ts';
import type { Labeled, Oddity } from './types.ts';
import { mixedUnits, scaledSpend, spendAgainst } from './units.ts';
import { zeroStretch } from './zeroStretch.ts';

/** What is odd about the series of a dataset: stretches without spend, outliers, units. Nothing is changed.
 *  @see docs/methods/data-hygiene.md */
export function oddities(dataset: Dataset): readonly Oddity[] {
  const { periods, geos, dates, channels, controls, outcome } = dataset;
  const label = (t: number) => dates?.[t] ?? `period ${t}`;
  const labeled = ({ name, values }: Pick<Labeled, 'name' | 'values'>): Labeled => ({
    ...{ name, values, periods, geos, label },
  });
  const spends = channels.map(({ name, spend }) => labeled({ name, values: spend.window }));
  const found = [
    ...spends.flatMap((spend) => [zeroStretch(spend), outliers(spend), mixedUnits(spend), scaledSpend(spend)]),
    ...[...controls, outcome].map(labeled).flatMap((series) => [outliers(series), mixedUnits(series)]),
  ];
  return [...found.filter((oddity) => oddity !== undefined), ...spendAgainst(spends, outcome)];
}
