import { expect, test } from 'vitest';
import type { Graph } from '../causal/graph.ts';
import type { Way } from '../estimate/contract.ts';
import { adjustsFor, type Conditions } from './adjusts.ts';

/** `a>b` at once, all noise without memory. */
function graph(...arrows: readonly string[]): Graph {
  const edges = arrows.map((arrow) => {
    const [from, to] = arrow.split('>') as [string, string];
    return { from, to, lag: 0 };
  });
  return { nodes: [...new Set(edges.flatMap(({ from, to }) => [from, to]))], edges, memory: [] };
}
const fit = (
  series: readonly string[],
  controls: readonly string[],
  ways: Readonly<Record<string, Way>>,
): Conditions => ({
  series,
  controls: controls.map((name) => ({ name, lags: [0] })),
  models: [],
  ways,
});
const door: Way = { by: 'front-door', mediator: 'visits', beside: [] };
const through = fit(['tv'], ['visits'], { tv: door });
const open = ['u>tv', 'u>y', 'tv>visits', 'visits>y'] as const;

test('the front door: open as Pearl drew it, shut by each arrow that he forbids', () => {
  const serves = (...more: readonly string[]) => adjustsFor(graph(...open, ...more), 'y', 'tv', through, null);
  expect(serves()).toBe(true);
  expect(serves('tv>y')).toBe(false);
  expect(serves('u>visits')).toBe(false);
  expect(serves('v>visits', 'v>y')).toBe(false);
  expect(serves('tv>search', 'search>y')).toBe(false);
});

test('the front door answers nothing else, and no other fit takes it', () => {
  expect(adjustsFor(graph(...open), 'y', 'tv', through, ['visits'])).toBe(false);
  expect(adjustsFor(graph(...open), 'y', 'tv', fit(['tv'], ['visits'], {}), null)).toBe(false);
  expect(adjustsFor(graph(...open), 'y', 'tv', through, [])).toBe(true);
});

test('another channel that feeds the mediator and follows the same demand has to stand beside the channel', () => {
  const both = graph(...open, 'u>search', 'search>visits');
  const beside = (names: readonly string[]) => fit(['tv', 'search'], ['visits'], { tv: { ...door, beside: names } });
  expect(adjustsFor(both, 'y', 'tv', beside([]), null)).toBe(false);
  expect(adjustsFor(both, 'y', 'tv', beside(['search']), null)).toBe(true);
  // but not where the channel drives it: what runs through it would be taken away
  const driven = graph(...open, 'tv>search', 'search>visits');
  expect(adjustsFor(driven, 'y', 'tv', beside(['search']), null)).toBe(false);
  expect(adjustsFor(driven, 'y', 'tv', beside([]), null)).toBe(true);
});

test('a channel that moves the mediator, and is not beside the front door, has only the direct rest of its effect found', () => {
  const fed = graph(...open, 'search>visits', 'search>y');
  const beside = (names: readonly string[]): Conditions => ({
    ...fit(['tv', 'search'], ['visits'], { tv: { ...door, beside: names } }),
    models: ['visits'],
  });
  const search = (names: readonly string[]) => adjustsFor(fed, 'y', 'search', beside(names), null);
  expect([search([]), search(['search'])]).toEqual([false, true]);
  expect(adjustsFor(fed, 'y', 'search', beside([]), ['visits'])).toBe(true);
  expect(adjustsFor(fed, 'y', 'tv', beside([]), null)).toBe(true);
});

const shocked = ['u>tv', 'u>y', 'tv>y', 'price>tv'] as const;
const byPrice = (series: readonly string[], controls: readonly string[] = []) =>
  fit(series, controls, { tv: { by: 'instrument', instruments: ['price'] } });

test('an instrument moves the channel and has no way around it', () => {
  const serves = (...more: readonly string[]) =>
    adjustsFor(graph(...shocked, ...more), 'y', 'tv', byPrice(['tv']), null);
  expect(serves()).toBe(true);
  expect(serves('price>y')).toBe(false);
  expect(serves('u>price')).toBe(false);
  expect(serves('w>price', 'w>y')).toBe(false);
  expect(adjustsFor(graph('u>tv', 'u>y', 'tv>y', 'price>z'), 'y', 'tv', byPrice(['tv']), null)).toBe(false);
});

test('a conditional instrument needs what confounds it with the outcome', () => {
  const seasonal = graph(...shocked, 'w>price', 'w>y');
  expect(adjustsFor(seasonal, 'y', 'tv', byPrice(['tv'], ['w']), null)).toBe(true);
});

test('other channels count as exogenous: they are right where they are, and not where they follow the demand', () => {
  const plain = graph(...shocked, 'search>y');
  expect(adjustsFor(plain, 'y', 'search', byPrice(['tv', 'search']), null)).toBe(true);
  const chasing = graph(...shocked, 'search>y', 'u>search');
  expect(adjustsFor(chasing, 'y', 'search', byPrice(['tv', 'search']), null)).toBe(false);
  // price and search share nothing, so that given search the price is as clean as before
  expect(adjustsFor(chasing, 'y', 'tv', byPrice(['tv', 'search']), null)).toBe(true);
  const two = fit(['tv', 'search'], [], {
    tv: { by: 'instrument', instruments: ['price'] },
    search: { by: 'instrument', instruments: ['bids'] },
  });
  const bids = graph(...shocked, 'search>y', 'u>search', 'bids>search');
  expect(['tv', 'search'].map((name) => adjustsFor(bids, 'y', name, two, null))).toEqual([true, true]);
});

test('one instrument for two channels tells neither', () => {
  const both = graph(...shocked, 'search>y', 'u>search', 'price>search', 'bids>search', 'bids>tv');
  const by = (...instruments: readonly string[]): Conditions =>
    fit(['tv', 'search'], [], { tv: { by: 'instrument', instruments }, search: { by: 'instrument', instruments } });
  for (const channel of ['tv', 'search']) {
    expect(adjustsFor(both, 'y', channel, by('price'), null)).toBe(false);
    expect(adjustsFor(both, 'y', channel, by('price', 'bids'), null)).toBe(true);
  }
});
