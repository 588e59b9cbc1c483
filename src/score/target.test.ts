import { expect, test } from 'vitest';
import { type Estimand, type EstimandKind, estimandKinds } from '../dataset/estimand.ts';
import type { Conditioning } from '../estimate/contract.ts';
import { type Causes, onTarget } from './target.ts';

/** facebook and tiktok drive google; all three drive revenue; demand drives google and revenue. */
const funnel = causes(
  ['facebook > google', 'tiktok > google', 'demand > google'],
  ['facebook > revenue', 'tiktok > revenue', 'google > revenue', 'demand > revenue'],
);
const single = { variables: ['facebook', 'tiktok', 'google'], models: [] };
const without = { variables: ['facebook', 'tiktok'], models: [] };
const twoStage = { variables: ['facebook', 'tiktok', 'google'], models: ['google'] };

test.each<
  [string, typeof single | typeof twoStage, EstimandKind, string, 'on' | 'off', EstimandKind, readonly string[]]
>([
  ['a regression with google', single, 'roas.total', 'facebook', 'off', 'roas.direct', ['google']],
  ['a regression with google', single, 'roas.direct', 'facebook', 'on', 'roas.direct', ['google']],
  ['a regression with google', single, 'roas.mediated', 'facebook', 'off', 'roas.direct', ['google']],
  ['a regression with google', single, 'mroas.total', 'facebook', 'off', 'mroas.direct', ['google']],
  ['a regression with google', single, 'contribution', 'facebook', 'off', 'contribution.direct', ['google']],
  ['a regression with google', single, 'roas.attributed', 'facebook', 'on', 'roas.attributed', ['google']],
  ['a regression with google', single, 'roas.net', 'facebook', 'off', 'roas.direct', ['google']],
  ['without google', without, 'roas.total', 'facebook', 'on', 'roas.total', []],
  ['without google', without, 'roas.direct', 'facebook', 'off', 'roas.total', []],
  ['without google', without, 'contribution.direct', 'tiktok', 'off', 'contribution', []],
  ['without google, induced spend unknown', without, 'roas.blended', 'facebook', 'off', 'roas.total', []],
  ['two stages', twoStage, 'roas.total', 'facebook', 'on', 'roas.total', []],
  ['two stages', twoStage, 'roas.direct', 'facebook', 'on', 'roas.direct', ['google']],
  ['two stages', twoStage, 'roas.mediated', 'facebook', 'on', 'roas.mediated', ['google']],
  ['two stages', twoStage, 'roas.net', 'facebook', 'on', 'roas.net', []],
])('on the funnel, %s asked for %s of %s: %s', (_, conditioning, kind, channel, target, aims, held) => {
  expect(onTarget(funnel, conditioning, ask(channel, kind))).toEqual({ target, kind: aims, held });
});

test.each(estimandKinds)('%s of a channel without mediators is on target, whatever is conditioned on', (kind) => {
  for (const conditioning of [single, without, twoStage]) {
    expect(onTarget(funnel, conditioning, ask('google', kind)).target).toBe('on');
  }
});

test('conditioning on what is no mediator changes nothing: confounders, effects of the outcome, names without a node', () => {
  const world = causes(['demand > tv', 'demand > y', 'tv > y', 'y > survey']);
  const all = { variables: ['tv', 'demand', 'survey', 'trend'], models: [] };
  expect(onTarget(world, all, ask('tv', 'roas.total', undefined)).target).toBe('on');
});

// tv → visits → y, tv → search → y, tv → y; visits is not paid for
const twoWays = causes(['tv > visits', 'tv > search', 'visits > y', 'search > y', 'tv > y'], [], ['tv', 'search']);

test('the held set decides: another set of mediators is another question', () => {
  const withSearch = { variables: ['tv', 'search'], models: [] };
  expect(onTarget(twoWays, withSearch, ask('tv', 'roas.direct', ['search'])).target).toBe('on');
  expect(onTarget(twoWays, withSearch, ask('tv', 'roas.direct', ['search', 'visits']))).toEqual({
    target: 'off',
    kind: 'roas.direct',
    held: ['search'],
  });
  // other channels are held in a direct effect whether named or not
  expect(onTarget(twoWays, withSearch, ask('tv', 'roas.direct', [])).target).toBe('on');
  const both = { variables: ['tv', 'search', 'visits'], models: ['search'] };
  expect(onTarget(twoWays, both, ask('tv', 'roas.direct')).target).toBe('on');
  // visits cannot be let go
  expect(onTarget(twoWays, both, ask('tv', 'roas.total'))).toEqual({
    target: 'off',
    kind: 'roas.direct',
    held: ['visits'],
  });
});

test('a mediator that nobody pays for induces no spend', () => {
  const unpaid = causes(['tv > visits', 'visits > y'], [], ['tv']);
  expect(onTarget(unpaid, { variables: ['tv'], models: [] }, ask('tv', 'roas.blended')).target).toBe('on');
});

test('a front door models its mediator’s response to its own channel and to those beside it, and to no other', () => {
  const world = causes(['tv > visits', 'search > visits', 'visits > y', 'search > y'], [], ['tv', 'search']);
  const door = (beside: readonly string[]): Conditioning => ({
    variables: ['tv', 'search', 'visits'],
    models: ['visits'],
    ways: { tv: { by: 'front-door', mediator: 'visits', beside } },
  });
  const aim = (beside: readonly string[], channel: string) => onTarget(world, door(beside), ask(channel, 'roas.total'));
  expect(aim([], 'tv').target).toBe('on');
  expect(aim([], 'search')).toEqual({ target: 'off', kind: 'roas.direct', held: ['visits'] });
  expect(aim(['search'], 'search').target).toBe('on');
});

test('mediators in a row: holding the last one holds the path', () => {
  const chain = causes(['tv > search', 'search > visits', 'visits > y', 'tv > y'], [], ['tv', 'search']);
  const onVisits = { variables: ['tv', 'visits'], models: [] };
  expect(onTarget(chain, onVisits, ask('tv', 'roas.direct', ['search', 'visits'])).target).toBe('on');
  expect(onTarget(chain, onVisits, ask('tv', 'roas.total')).target).toBe('off');
});

test('feedback: a budget set from past sales carries the effect on, and holding it is a direct effect', () => {
  const world = causes(['tv > y', 'y > search', 'search > y'], [], ['tv', 'search']);
  expect(onTarget(world, { variables: ['tv', 'search'], models: [] }, ask('tv', 'roas.total'))).toEqual({
    target: 'off',
    kind: 'roas.direct',
    held: ['search'],
  });
  // the intervention sets the channel's own spend, so what acts through it is no mediator
  expect(onTarget(world, { variables: ['tv', 'search'], models: [] }, ask('search', 'roas.total')).target).toBe('on');
  expect(
    onTarget(
      causes(['tv > y', 'y > tv', 'tv > lead', 'lead > tv']),
      { variables: ['tv', 'lead'], models: [] },
      ask('tv', 'roas.total'),
    ).target,
  ).toBe('on');
});

test('without a graph, or off the graph, the target is unknown', () => {
  expect(onTarget(null, single, ask('facebook', 'roas.total')).target).toBe('unknown');
  expect(onTarget(funnel, single, ask('radio', 'roas.total')).target).toBe('unknown');
});

function ask(channel: string, kind: EstimandKind, held?: readonly string[]): Estimand {
  return { channel, kind, window: [0, 9], tail: 0, ...(held === undefined ? {} : { held }) };
}

/** The outcome is the last node of the last arrow unless it is `y`. */
function causes(first: readonly string[], more: readonly string[] = [], channels?: readonly string[]): Causes {
  const edges = [...first, ...more].map((arrow) => {
    const [from, to] = arrow.split(' > ');
    return { from: from!, to: to!, lag: 0 };
  });
  const nodes = [...new Set(edges.flatMap(({ from, to }) => [from, to]))];
  const outcome = nodes.includes('y') ? 'y' : edges.at(-1)!.to;
  return { graph: { nodes, edges }, outcome, channels: channels ?? ['facebook', 'tiktok', 'google'] };
}
