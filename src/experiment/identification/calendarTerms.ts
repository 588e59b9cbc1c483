import type { CalendarCause } from '../../scenario/calendar.ts';
import type { Rhythm } from '../../scenario/rhythm.ts';
import type { PlannedArm } from '../plan/types.ts';

type Terms = { readonly trend?: unknown; readonly seasonality?: unknown; readonly intercepts?: unknown };

/** Does an arm adjust for a rhythm that nodes share? By the terms of its settings: a linear trend for straight lines only,
 *  Fourier pairs for waves of their frequencies, for other shapes only as many pairs as there can be, an intercept a region.
 *  @returns null for an arm whose settings speak of no such terms: its program may have some */
export function hasTermsFor(
  { settings, data }: Pick<PlannedArm, 'settings' | 'data'>,
  cause: CalendarCause,
): boolean | null {
  const terms = (settings ?? {}) as Terms;
  const regional = cause.rhythms[0]!.kind === 'region';
  if (regional && data === 'national') return true;
  if (terms.trend === undefined && terms.seasonality === undefined) return null;
  return cause.rhythms.every((rhythm) => serves(terms, rhythm));
}

function serves({ trend, seasonality, intercepts }: Terms, rhythm: Rhythm): boolean {
  switch (rhythm.kind) {
    case 'line':
      return trend === true;
    case 'bend':
      return false;
    case 'region':
      return intercepts !== 'common';
    case 'wave': {
      const pair = everyOf(seasonality) / rhythm.every;
      return Number.isInteger(pair) && pair <= pairsOf(seasonality);
    }
    case 'cycle':
      return everyOf(seasonality) === rhythm.every && 2 * pairsOf(seasonality) >= rhythm.every - 1;
  }
}

const everyOf = (setting: unknown): number => (setting as { readonly every?: number }).every ?? Number.NaN;
const pairsOf = (setting: unknown): number => (setting as { readonly pairs?: number }).pairs ?? 0;
