import type { Dataset } from '../dataset/types.ts';

/** What a user calls an observation of the outcome: its date, else the number of its period; its geo where there are several.
 *  @param index g·T + t
 *  @example periodName(dataset, 3) // '2024-01-22', 'week 3' */
export function periodName({ dates, periods, period, geos }: Dataset, index: number): string {
  const t = index % periods;
  const label = dates?.[t] ?? String(t);
  const when = /^\d+$/.test(label) ? `${period} ${label}` : label;
  return geos.length === 1 ? when : `${when} in ${geos[Math.floor(index / periods)]}`;
}
