import { estimandName } from '../../data/estimandName.ts';
import type { CurveFacts, PosteriorFacts } from '../../data/types.ts';
import type { View } from '../figure.ts';

/** What is known of one effect in a fit made again for the page. */
export type Fact = Omit<PosteriorFacts, 'channels'> & PosteriorFacts['channels'][number];

/** One with a response curve. */
export type CurveFact = Fact & { readonly curve: CurveFacts };

/** Those that the filters let through. */
export function facts({ data, cells, arms, channels, estimands }: View): readonly Fact[] {
  return data.posteriors
    .filter(({ cell, arm }) => cells.has(cell) && arms.has(arm))
    .flatMap(({ channels: own, ...fit }) => own.map((effect) => ({ ...fit, ...effect })))
    .filter(({ channel, estimand }) => channels.has(channel) && estimands.has(estimandName(estimand)));
}
