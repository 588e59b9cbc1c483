import type { Arbitrary } from 'fast-check';
import { fc } from '../fastCheck.ts';
import { seldom } from './maybe.ts';
import { hundredths, tenths } from './numbers.ts';

export type ChannelParts = {
  readonly spend: Readonly<Record<string, unknown>>;
  /** spend per unit of demand, where there is one */
  readonly chasing: number;
  readonly response: Readonly<Record<string, unknown>> & { readonly effect: number };
  /** what its spend buys, where that is what acts */
  readonly bought: { readonly cost: number; readonly spread: number; readonly hidden: boolean } | undefined;
};

const flights = fc.record({ on: fc.integer({ min: 1, max: 8 }), off: fc.nat({ max: 8 }), between: tenths(0, 5) });

// as if in money of which some tens are spent a week: curves bend where the spend is
const adstock = fc.oneof(
  fc.record({ geometric: fc.record({ alpha: tenths(0, 9), max_lag: fc.integer({ min: 1, max: 13 }) }) }),
  fc.record({
    delayed: fc.record({ alpha: tenths(1, 9), theta: fc.nat({ max: 4 }), max_lag: fc.integer({ min: 2, max: 13 }) }),
  }),
);
const saturation = fc.oneof(
  fc.record({ exponential: fc.record({ lambda: hundredths(1, 10) }) }),
  fc.record({ logistic: fc.record({ lambda: hundredths(1, 10) }) }),
  fc.record({ michaelis_menten: fc.record({ lambda: fc.integer({ min: 10, max: 100 }) }) }),
  fc.record({ hill: fc.record({ half_saturation: fc.integer({ min: 10, max: 100 }), slope: tenths(5, 30) }) }),
);

const bought = fc.record({ cost: fc.integer({ min: 1, max: 20 }), spread: tenths(0, 5), hidden: fc.boolean() });
const varies = fc.oneof(
  fc.record({ step: fc.record({ at: fc.nat({ max: 60 }), factor: tenths(0, 20) }) }),
  fc.record({ random_walk: fc.record({ sd: hundredths(0, 5) }) }),
);

/** One channel: spend that varies by chance, and how it acts. Shrinks towards steady spend of 10 that acts at once, straight. */
export const channelParts: Arbitrary<ChannelParts> = fc
  .record({
    mean: fc.integer({ min: 10, max: 100 }),
    spread: tenths(1, 6),
    flights: seldom(flights),
    chasing: tenths(0, 100),
    straight: tenths(1, 30),
    effect: fc.integer({ min: 10, max: 300 }),
    adstock: fc.option(adstock, { nil: undefined }),
    saturation: fc.option(saturation, { nil: undefined }),
    varies: seldom(varies),
    bought: seldom(bought),
  })
  .map(
    ({ mean, spread, flights: pulses, straight, effect, adstock: carry, saturation: bend, varies: by, ...rest }) => ({
      chasing: rest.chasing,
      bought: rest.bought,
      spend: { mean, noise: { lognormal: spread }, ...(pulses === undefined ? {} : { flights: pulses }) },
      // a bounded curve's effect is its ceiling, a straight line's is a return
      response: {
        effect: bend === undefined ? straight : effect,
        ...(carry === undefined ? {} : { adstock: carry }),
        ...(bend === undefined ? {} : { saturation: bend }),
        ...(by === undefined ? {} : { varies: by }),
      },
    }),
  );
