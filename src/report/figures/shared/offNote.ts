import type { EstimateRow, PerformanceRow } from '../../data/types.ts';

/** What hollow marks mean, if there are any. */
export function offNote(rows: readonly Pick<PerformanceRow, 'target'>[]): readonly string[] {
  if (!rows.some(({ target }) => target === 'off')) return [];
  return ['Hollow: the fit does not aim at this effect (off target); it is expected to miss it.'];
}

/** That there are such fits, where no mark tells them from the others. */
export function offFitsNote(rows: readonly Pick<EstimateRow, 'target'>[]): readonly string[] {
  return rows.some(({ target }) => target === 'off')
    ? ['Some of these fits do not aim at the effect (off target).']
    : [];
}
