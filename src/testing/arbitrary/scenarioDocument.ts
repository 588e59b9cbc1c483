import type { ChannelParts } from './channel.ts';
import type { RecordFaults } from './records.ts';

/** A scenario file as plain values: `parseScenario(JSON.stringify(document), 'x.yaml')` takes it, and so do the matchers. */
export type ScenarioValues = { readonly name: string; readonly [key: string]: unknown };

/** What a random world is made of; sizes are in units of sales, of which 500 are sold without any cause. */
export type WorldParts = {
  readonly channels: readonly ChannelParts[];
  readonly demand:
    | { readonly seen: boolean; readonly onSales: number; readonly phi: number; readonly sd: number }
    | undefined;
  readonly visits:
    | { readonly perSpend: number; readonly onSales: number; readonly lag: number; readonly sd: number }
    | undefined;
  readonly funnel: { readonly effect: number; readonly lag: number } | undefined;
  readonly together: number | undefined;
  readonly season: number | undefined;
  readonly trend: number | undefined;
  readonly logarithmic: boolean;
  readonly geos:
    | { readonly count: number; readonly spread: number; readonly level: number; readonly effects: number }
    | undefined;
  readonly faults: RecordFaults | undefined;
  readonly noise: number;
  readonly burnIn: number;
};

/** The world as a scenario file. */
export function scenarioDocument(parts: WorldParts): ScenarioValues {
  const { channels, demand, visits, geos, faults, burnIn } = parts;
  const nodes = {
    ...given('demand', demand && { latent: !demand.seen, process: { ar1: { phi: demand.phi, sd: demand.sd } } }),
    ...Object.fromEntries(channels.flatMap((_, k) => channelNodes(k, parts))),
    ...given(
      'visits',
      visits && {
        mediator: { level: 10, noise: { normal: visits.sd } },
        drivers: { [nameOf(0)]: { effect: visits.perSpend, lag: visits.lag } },
      },
    ),
    sales: salesNode(parts),
  };
  const confounding = demand && { 'nodes.sales.outcome.drivers.demand': [0, sized(demand.onSales, parts)] };
  return {
    name: 'arbitrary',
    about: 'A random world.',
    nodes,
    ...given('geos', geos && { count: geos.count, population: 1000 }),
    ...given('dials', confounding && { confounding }),
    ...group('observation', { ...given('errors', faults?.errors), ...given('missing', faults?.missing) }),
    burn_in: burnIn,
  };
}

const nameOf = (k: number) => `channel_${k}`;
/** The node by which a channel acts. */
const actsBy = (k: number, { bought }: ChannelParts) => (bought === undefined ? nameOf(k) : `bought_${k}`);

function channelNodes(k: number, { channels, demand, funnel, geos }: WorldParts) {
  const { spend, chasing, bought } = channels[k]!;
  const drivers = { ...given('demand', demand && chasing), ...given(nameOf(k - 1), k > 0 ? funnel : undefined) };
  const channel = { spend, ...group('drivers', drivers), ...given('geo', geos && { spread: geos.spread }) };
  if (bought === undefined) return [[nameOf(k), channel] as const];
  const { cost: level, spread, hidden } = bought;
  // a tenth of the mean is far out in the tail: the floor keeps a cost above 0, and seldom acts
  const cost = { level, noise: { lognormal: spread }, floor: level / 10 };
  const volume = { ...(hidden ? { latent: true } : {}), exposure: { of: nameOf(k), cost } };
  return [[nameOf(k), channel] as const, [actsBy(k, channels[k]!), volume] as const];
}

function salesNode(parts: WorldParts) {
  const { channels, demand, visits, season, trend, together, geos, logarithmic, noise } = parts;
  const size = (amount: number | undefined) => (amount === undefined ? undefined : sized(amount, parts));
  const drivers = { ...given('demand', size(demand?.onSales)), ...given('visits', size(visits?.onSales)) };
  const response = (channel: ChannelParts) => ({
    ...channel.response,
    effect: sized(channel.response.effect, parts),
    ...given('geo', geos && { lognormal: geos.effects }),
  });
  const between = channels.slice(0, 2).map((channel, k) => actsBy(k, channel));
  return {
    outcome: {
      ...(logarithmic ? { scale: 'log', level: 6 } : { level: 500 }),
      ...given('trend', size(trend)),
      ...given('seasonal', season && { every: 52, amplitude: sized(season, parts) }),
      ...group('drivers', drivers),
      noise: { normal: sized(noise, parts) },
    },
    ...given('geo', geos && { level: sized(10 * geos.level, parts) }),
    responses: Object.fromEntries(channels.map((channel, k) => [actsBy(k, channel), response(channel)])),
    ...(together === undefined || between.length < 2 ? {} : { interactions: [{ between, effect: size(together) }] }),
  };
}

/** Under a logarithm a thousandth: exp(6) is 400, and what adds 100 there multiplies by exp(.1) here. */
function sized(amount: number, { logarithmic }: WorldParts): number {
  return logarithmic ? Math.round(100 * amount) / 100_000 : amount;
}

const given = (key: string, value: unknown) => (value === undefined ? {} : { [key]: value });
const group = (key: string, value: object) => (Object.keys(value).length === 0 ? {} : { [key]: value });
