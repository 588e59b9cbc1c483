import type { PerformanceRow } from '../../data/types.ts';

/** What hollow marks mean, if there are any. */
export function offNote(rows: readonly Pick<PerformanceRow, 'target'>[]): readonly string[] {
  if (!rows.some(({ target }) => target === 'off')) return [];
  return ['Hollow: the fit does not aim at this effect (off target); it is expected to miss it.'];
}
