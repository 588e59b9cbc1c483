import type { EstimandKind } from '../dataset/estimand.ts';

/** What a kind asks of the mediators: that all respond, that some are held, both apart, or that their spend is known. */
type Family = {
  readonly question: 'total' | 'direct' | 'split' | 'induced';
  /** what a fit answers instead that lets all mediators respond */
  readonly total: EstimandKind;
  /** what a fit answers instead that holds some */
  readonly direct: EstimandKind;
};

const roas = { total: 'roas.total', direct: 'roas.direct' } as const;
const mroas = { total: 'mroas.total', direct: 'mroas.direct' } as const;
const contribution = { total: 'contribution', direct: 'contribution.direct' } as const;

/** @see statistics.md §1 */
export const familyOf: Readonly<Record<EstimandKind, Family>> = {
  'roas.total': { question: 'total', ...roas },
  'roas.direct': { question: 'direct', ...roas },
  'roas.mediated': { question: 'split', ...roas },
  'roas.blended': { question: 'induced', ...roas },
  'roas.net': { question: 'induced', ...roas },
  'mroas.total': { question: 'total', ...mroas },
  'mroas.direct': { question: 'direct', ...mroas },
  contribution: { question: 'total', ...contribution },
  'contribution.direct': { question: 'direct', ...contribution },
  'roas.attributed': { question: 'direct', ...roas },
};
