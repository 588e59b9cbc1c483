import type { Arbitrary } from 'fast-check';
import { fc } from '../fastCheck.ts';
import { channelParts } from './channel.ts';
import { maybe, seldom } from './maybe.ts';
import { hundredths, tenths } from './numbers.ts';
import { recordFaults } from './records.ts';
import { type ScenarioValues, scenarioDocument } from './scenarioDocument.ts';

export type ScenarioOptions = {
  /** at most; default 4 */
  readonly channels?: number;
  /** at most; default 1, which is a national world */
  readonly geos?: number;
};

/** A world: one to four channels with carryover and saturation, some of which act by what they buy, or change over time; maybe a
 *  demand, hidden or seen, that drives spend and sales; a mediator; one channel that drives the next; what two of them bring
 *  together; season and trend; an outcome in logarithms; regions, where `geos` allows; records that are wrong or lost. Valid by
 *  construction. Shrinks towards the clean world: one channel that acts at once and in proportion, and nothing else but noise. */
export function scenarios({ channels = 4, geos = 1 }: ScenarioOptions = {}): Arbitrary<ScenarioValues> {
  const regions = fc.record({ count: fc.integer({ min: 2, max: Math.max(2, geos) }), ...regional });
  return fc
    .record({ ...world, channels: someOf(channels), geos: geos > 1 ? maybe(regions) : none })
    .map(scenarioDocument);
}

const someOf = (channels: number) => fc.array(channelParts, { minLength: 1, maxLength: channels });
const none = fc.constant(undefined);

/** Standard deviations between regions: of spend and effects on the logarithmic scale, of the level of sales by tens. */
const regional = { spread: tenths(0, 10), level: tenths(0, 10), effects: tenths(0, 5) };

const world = {
  demand: maybe(fc.record({ seen: fc.boolean(), onSales: tenths(-500, 500), phi: tenths(0, 9), sd: tenths(1, 20) })),
  visits: maybe(
    fc.record({ perSpend: tenths(1, 10), onSales: tenths(1, 20), lag: fc.nat({ max: 3 }), sd: tenths(0, 50) }),
  ),
  funnel: maybe(fc.record({ effect: tenths(1, 8), lag: fc.nat({ max: 2 }) })),
  together: seldom(hundredths(-10, 10)),
  season: maybe(tenths(1, 500)),
  trend: maybe(tenths(-10, 10)),
  logarithmic: seldom(fc.constant(true)).map((yes) => yes ?? false),
  faults: seldom(recordFaults(['channel_0', 'sales'])),
  noise: tenths(1, 300),
  burnIn: fc.nat({ max: 30 }),
};
