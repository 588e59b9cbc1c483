import { expect, test } from 'vitest';
import type { Graph } from '../causal/graph.ts';
import { adjustsFor, type Conditions } from './adjusts.ts';

/** tv drives search, which demand also drives; all three drive y. Noise without memory, effects at once. */
const arrows = ['tv', 'search'].map((from) => ({ from, to: 'y', lag: 0 }));
const graph: Graph = {
  nodes: ['tv', 'search', 'demand', 'y'],
  edges: [
    ...arrows,
    { from: 'tv', to: 'search', lag: 0 },
    { from: 'demand', to: 'search', lag: 0 },
    { from: 'demand', to: 'y', lag: 0 },
  ],
  memory: [],
};
const demand = { name: 'demand', lags: [0] };
const adjusts = (fit: Partial<Conditions>, held: readonly string[] | null, treatment = 'tv') =>
  adjustsFor(graph, 'y', treatment, { series: ['tv'], controls: [], models: [], ...fit }, held);

test('a mediator that is modeled stands in the equation of the outcome, named there or not', () => {
  expect(adjusts({ models: ['search'], controls: [demand] }, ['search'])).toBe(true);
  expect(adjusts({ models: ['search'], series: ['tv', 'search'], controls: [demand] }, ['search'])).toBe(true);
  // held, search is a collider of tv and demand: demand has to be there
  expect(adjusts({ models: ['search'] }, ['search'])).toBe(false);
});

test('a mediator that is modeled may come as a control', () => {
  const controls = [demand, { name: 'search', lags: [0] }];
  expect(adjusts({ models: ['search'], controls }, null)).toBe(true);
  expect(adjusts({ models: ['search'], controls }, ['search'])).toBe(true);
  expect(adjusts({ controls }, null)).toBe(false);
});

test('what is modeled and no mediator of the channel is nothing to it', () => {
  // for search itself demand is a confounder, and a model of tv leads nowhere
  expect(adjusts({ series: ['tv', 'search'], models: ['tv'], controls: [demand] }, null, 'search')).toBe(true);
  expect(adjusts({ series: ['tv', 'search'], models: ['tv'] }, null, 'search')).toBe(false);
});

test('the channel itself among the controls is no adjustment for it', () => {
  expect(adjusts({ controls: [{ name: 'tv', lags: [0] }] }, null)).toBe(true);
});

test('the outcome of the mediator and that of the channel both have to be identified', () => {
  // visits drives tv and search: the response of search to tv needs it, the joint effect of both on y does not
  const driven: Graph = {
    ...graph,
    nodes: ['tv', 'search', 'visits', 'y'],
    edges: [
      ...arrows,
      { from: 'tv', to: 'search', lag: 0 },
      { from: 'visits', to: 'tv', lag: 0 },
      { from: 'visits', to: 'search', lag: 0 },
    ],
  };
  const fit = { series: ['tv', 'search'], controls: [], models: ['search'] };
  expect(adjustsFor(driven, 'y', 'tv', fit, null)).toBe(false);
  const visits = [{ name: 'visits', lags: [0] }];
  expect(adjustsFor(driven, 'y', 'tv', { ...fit, controls: visits }, null)).toBe(true);
});

/** tv acts through search, through visits, and by itself; `extra` arrows on top. */
const through = (...extra: readonly (readonly [string, string])[]): Graph => {
  const all = [['tv', 'y'], ['tv', 'search'], ['search', 'y'], ['tv', 'visits'], ['visits', 'y'], ...extra] as const;
  return {
    nodes: [...new Set(all.flat())],
    edges: all.map(([from, to]) => ({ from, to, lag: 0 })),
    memory: [],
  };
};

test('of two mediators that are modeled, the response of each has to be identified', () => {
  const fit = { series: ['tv', 'search', 'visits'], controls: [], models: ['search', 'visits'] };
  expect(adjustsFor(through(), 'y', 'tv', fit, null)).toBe(true);
  // what drives tv and visits spoils the response of visits alone
  expect(adjustsFor(through(['u', 'tv'], ['u', 'visits']), 'y', 'tv', fit, null)).toBe(false);
});

test('only the mediators that are named are held; another in the equation takes part of the effect away', () => {
  const fit = (...series: readonly string[]) => ({ series: ['tv', ...series], controls: [], models: [] });
  expect(adjustsFor(through(), 'y', 'tv', fit('search'), ['search'])).toBe(true);
  expect(adjustsFor(through(), 'y', 'tv', fit('search', 'visits'), ['search'])).toBe(false);
  expect(adjustsFor(through(), 'y', 'tv', fit('search', 'visits'), ['search', 'visits'])).toBe(true);
});
