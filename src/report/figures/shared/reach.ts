import { quantile } from '../../../core/stats.ts';

/** How far an axis or a color scale around 0 goes: to the farthest value or end of an interval, unless that lies beyond
 *  three times what nine values in ten stay under; what lies beyond is then told in numbers. Three and nine in ten are a
 *  matter of taste: one wild arm shall not flatten all others. */
export function reachOf(values: readonly number[], intervalEnds: readonly number[] = values): number {
  if (values.length === 0) return 1;
  const farthest = intervalEnds.reduce((most, end) => Math.max(most, Math.abs(end)), 0);
  const cut = 3 * quantile(values.map(Math.abs), 0.9);
  const reach = cut > 0 && farthest > cut ? cut : farthest;
  return reach > 0 && Number.isFinite(reach) ? reach : 1;
}
