import type { Estimand } from '../dataset/estimand.ts';
import { marginalStep } from './response.ts';

/** What an estimand changes, and what becomes of the difference it makes. */
export type Question = {
  /** multiple of the channel's exposure in the change window; `without`: its transformed column is 0 in all periods */
  readonly change: number | 'without';
  /** periods whose differences factual − changed are summed, inclusive */
  readonly first: number;
  readonly last: number;
  /** multiple of that sum */
  readonly times: number;
};

/** Estimands by their definition, where nothing but the channel's own series responds: total and direct coincide, mediated,
 *  blended and net effects have no answer, nor has a ROAS without spend.
 *  @param spend of the channel in the window
 *  @see statistics.md §1 */
export function questionOf({ kind, window: [first, last], tail }: Estimand, spend: number): Question | null {
  const whole = { first, last: last + tail };
  switch (kind) {
    case 'contribution':
    case 'contribution.direct':
      return { ...whole, change: 0, times: 1 };
    case 'roas.total':
    case 'roas.direct':
      return spend > 0 ? { ...whole, change: 0, times: 1 / spend } : null;
    case 'mroas.total':
    case 'mroas.direct':
      return spend > 0 ? { ...whole, change: 1 + marginalStep, times: -1 / (marginalStep * spend) } : null;
    case 'roas.attributed':
      return spend > 0 ? { first, last, change: 'without', times: 1 / spend } : null;
    case 'roas.mediated':
    case 'roas.blended':
    case 'roas.net':
      return null;
  }
}
