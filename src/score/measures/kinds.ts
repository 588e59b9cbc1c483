import type { Measure, Need, Sample } from './measure.ts';
import { meanScore } from './score.ts';
import { shareOf } from './share.ts';

type Described = {
  readonly id: string;
  readonly about: string;
  readonly formula: string;
  readonly needs: readonly Need[];
};

/** A measure that is the mean of one loss a replicate. */
export function meanMeasure(
  description: Described & { readonly perLevel?: boolean },
  losses: (sample: Sample) => Float64Array,
): Measure {
  return {
    perLevel: false,
    ...description,
    share: false,
    failureIsMiss: false,
    losses,
    compute: (sample) => meanScore(losses(sample)),
  };
}

/** A measure that is the share of replicates for which something holds, at each interval level. */
export function shareMeasure(
  description: Described & { readonly failureIsMiss?: boolean },
  holds: (sample: Sample) => (i: number) => boolean,
): Measure {
  const losses = (sample: Sample) => {
    const held = holds(sample);
    return Float64Array.from({ length: sample.n }, (_, i) => (held(i) ? 1 : 0));
  };
  return {
    failureIsMiss: false,
    ...description,
    perLevel: true,
    share: true,
    losses,
    compute: (sample) => shareOf(losses(sample)),
  };
}

/** A measure with a formula of its own, no mean of losses. */
export function ownMeasure(
  description: Described & { readonly perLevel?: boolean; readonly share?: boolean },
  compute: Measure['compute'],
): Measure {
  return { perLevel: false, share: false, ...description, failureIsMiss: false, losses: null, compute };
}
