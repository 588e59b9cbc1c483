import fc from 'fast-check';
import { type ChannelParts, channelParts } from './channel.ts';
import { tenths } from './numbers.ts';

/** A scenario file as plain values: `parseScenario(JSON.stringify(document), 'x.yaml')` takes it, and so do the matchers. */
export type ScenarioValues = { readonly name: string; readonly [key: string]: unknown };

export type ScenarioOptions = {
  /** at most; default 4 */
  readonly channels?: number;
};

/** A world: one to four channels with carryover and saturation; maybe a demand, hidden or seen, that drives spend and sales; maybe
 *  a mediator; maybe one channel that drives the next; maybe season and trend. Valid by construction. Shrinks towards the clean
 *  world: one channel that acts at once and in proportion, and nothing else but noise. */
export function scenarios({ channels = 4 }: ScenarioOptions = {}): fc.Arbitrary<ScenarioValues> {
  return fc
    .record({
      channels: fc.array(channelParts, { minLength: 1, maxLength: channels }),
      demand: maybe(
        fc.record({ seen: fc.boolean(), onSales: tenths(-500, 500), phi: tenths(0, 9), sd: tenths(1, 20) }),
      ),
      visits: maybe(
        fc.record({ perSpend: tenths(1, 10), onSales: tenths(1, 20), lag: fc.nat({ max: 3 }), sd: tenths(0, 50) }),
      ),
      funnel: maybe(fc.record({ effect: tenths(1, 8), lag: fc.nat({ max: 2 }) })),
      season: maybe(tenths(1, 500)),
      trend: maybe(tenths(-10, 10)),
      noise: tenths(1, 300),
      burnIn: fc.nat({ max: 30 }),
    })
    .map(documentOf);
}

type Parts = {
  readonly channels: readonly ChannelParts[];
  readonly demand:
    | { readonly seen: boolean; readonly onSales: number; readonly phi: number; readonly sd: number }
    | undefined;
  readonly visits:
    | { readonly perSpend: number; readonly onSales: number; readonly lag: number; readonly sd: number }
    | undefined;
  readonly funnel: { readonly effect: number; readonly lag: number } | undefined;
  readonly season: number | undefined;
  readonly trend: number | undefined;
  readonly noise: number;
  readonly burnIn: number;
};

function documentOf({ channels, demand, visits, funnel, season, trend, noise, burnIn }: Parts): ScenarioValues {
  const name = (k: number) => `channel_${k}`;
  const arrows = (k: number, { chasing }: ChannelParts) => ({
    ...given('demand', demand && chasing),
    ...given(name(k - 1), k > 0 ? funnel : undefined),
  });
  const nodes = {
    ...given('demand', demand && { latent: !demand.seen, process: { ar1: { phi: demand.phi, sd: demand.sd } } }),
    ...Object.fromEntries(
      channels.map((channel, k) => [name(k), { spend: channel.spend, ...group('drivers', arrows(k, channel)) }]),
    ),
    ...given(
      'visits',
      visits && {
        mediator: { level: 10, noise: { normal: visits.sd } },
        drivers: { [name(0)]: { effect: visits.perSpend, lag: visits.lag } },
      },
    ),
    sales: {
      outcome: {
        level: 500,
        ...given('trend', trend),
        ...given('seasonal', season && { every: 52, amplitude: season }),
        ...group('drivers', { ...given('demand', demand?.onSales), ...given('visits', visits?.onSales) }),
        noise: { normal: noise },
      },
      responses: Object.fromEntries(channels.map(({ response }, k) => [name(k), response])),
    },
  };
  const dials = demand && { confounding: { 'nodes.sales.outcome.drivers.demand': [0, demand.onSales] } };
  return { name: 'arbitrary', about: 'A random world.', nodes, ...given('dials', dials), burn_in: burnIn };
}

const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined, freq: 2 });
const given = (key: string, value: unknown) => (value === undefined ? {} : { [key]: value });
const group = (key: string, value: object) => (Object.keys(value).length === 0 ? {} : { [key]: value });
