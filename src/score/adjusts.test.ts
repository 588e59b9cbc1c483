import { expect, test } from 'vitest';
import type { Graph } from '../causal/graph.ts';
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
  controls: readonly string[] = [],
  models: readonly string[] = [],
): Conditions => ({
  series,
  controls: controls.map((name) => ({ name, lags: [0] })),
  models,
});
const demand = graph('demand>tv', 'demand>y', 'tv>y');
const funnel = graph('tv>search', 'tv>y', 'search>y');

test('a confounder has to be there', () => {
  expect(adjustsFor(demand, 'y', 'tv', fit(['tv']), null)).toBe(false);
  expect(adjustsFor(demand, 'y', 'tv', fit(['tv'], ['demand']), null)).toBe(true);
});

test('at the lags at which it acts', () => {
  const late: Graph = {
    ...demand,
    edges: [
      { from: 'demand', to: 'tv', lag: 0 },
      { from: 'demand', to: 'y', lag: 1 },
      { from: 'tv', to: 'y', lag: 1 },
    ],
  };
  const at = (lags: readonly number[]) =>
    adjustsFor(late, 'y', 'tv', { ...fit(['tv']), controls: [{ name: 'demand', lags }] }, null);
  expect([at([0]), at([1]), at([0, 1])]).toEqual([false, true, true]);
});

test('a mediator in the equation takes part of the total effect away, and is what the direct one needs', () => {
  expect(adjustsFor(funnel, 'y', 'tv', fit(['tv', 'search']), null)).toBe(false);
  expect(adjustsFor(funnel, 'y', 'tv', fit(['tv', 'search']), ['search'])).toBe(true);
  expect(adjustsFor(funnel, 'y', 'tv', fit(['tv']), null)).toBe(true);
  expect(adjustsFor(funnel, 'y', 'tv', fit(['tv']), ['search'])).toBe(false);
});

test('a mediator whose response is modeled gives both, unless something hidden drives it and the outcome', () => {
  const two = fit(['tv', 'search'], [], ['search']);
  expect([adjustsFor(funnel, 'y', 'tv', two, null), adjustsFor(funnel, 'y', 'tv', two, ['search'])]).toEqual([
    true,
    true,
  ]);
  const confounded = graph('tv>search', 'tv>y', 'search>y', 'u>search', 'u>y');
  expect([adjustsFor(confounded, 'y', 'tv', two, null), adjustsFor(confounded, 'y', 'tv', two, ['search'])]).toEqual([
    false,
    false,
  ]);
  // a regression on tv alone is right there, and needs no mediator
  expect(adjustsFor(confounded, 'y', 'tv', fit(['tv']), null)).toBe(true);
});

test('a collider spoils what was right without it', () => {
  const collider = graph('tv>y', 'a>tv', 'a>visits', 'b>visits', 'b>y');
  expect(adjustsFor(collider, 'y', 'tv', fit(['tv']), null)).toBe(true);
  expect(adjustsFor(collider, 'y', 'tv', fit(['tv'], ['visits']), null)).toBe(false);
});
