import fc from 'fast-check';
import { expect, test } from 'vitest';
import { channelsOf, mediatorsOf, tailOf, tails, worldGraph } from './graph.ts';
import { parseScenario, resolveWorld } from './scenario.ts';

const world = (nodes: string) => resolveWorld(parseScenario(`name: a\nabout: b\nnodes:\n${nodes}`, 'f.yaml'));
const geometric = (maxLag: number) => `adstock: { geometric: { alpha: 0.5, max_lag: ${maxLag} } }`;

const funnel = world(`
  demand: { latent: true, process: {} }
  tv: { spend: { mean: 3 } }
  dark: { latent: true, spend: { mean: 3 } }
  visits: { mediator: {}, drivers: { tv: { effect: 1, lag: 2, ${geometric(4)} } } }
  search: { spend: { mean: 3 }, drivers: { demand: 1, visits: { effect: 1, lag: 1 } } }
  banner: { spend: { mean: 3 } }
  y:
    outcome: { drivers: { demand: 1, tv: { effect: 1, lag: 3 } } }
    responses: { tv: { effect: 1, ${geometric(2)} }, search: { effect: 1, ${geometric(3)} } }
`);

test('edges carry the smallest lag of a pair', () => {
  expect(worldGraph(funnel).edges).toEqual([
    { from: 'tv', to: 'visits', lag: 2 },
    { from: 'demand', to: 'search', lag: 0 },
    { from: 'visits', to: 'search', lag: 1 },
    { from: 'demand', to: 'y', lag: 0 },
    { from: 'tv', to: 'y', lag: 0 },
    { from: 'search', to: 'y', lag: 0 },
  ]);
});

test('channels are what is spent and seen; mediators lie between', () => {
  expect(channelsOf(funnel)).toEqual(['tv', 'search', 'banner']);
  expect(mediatorsOf(funnel, 'tv')).toEqual(['visits', 'search']);
  expect(mediatorsOf(funnel, 'search')).toEqual([]);
});

test('the tail is the longest way: 2 + (4 − 1), then 1, then 3 − 1', () => {
  expect(tails(funnel)).toEqual({ tv: 8, search: 2, banner: 0 });
});

test('feedback on the way has no longest path', () => {
  const back = world(`
  x: { spend: { mean: 3 } }
  other: { spend: { mean: 3 }, drivers: { y: { effect: 0.1, lag: 1 } } }
  y: { outcome: { drivers: { x: 1, other: 1 } } }
`);
  expect(tails(back)).toEqual({ x: 52, other: 52 });
});

test('in a chain the tail is the sum over its arrows', () => {
  const arrow = fc.record({ lag: fc.nat(5), lags: fc.integer({ min: 1, max: 9 }) });
  fc.assert(
    fc.property(fc.array(arrow, { minLength: 1, maxLength: 4 }), (arrows) => {
      const nodes = arrows.map(({ lag, lags }, i) => {
        const drivers = `{ n${i}: { effect: 1, lag: ${lag}, ${geometric(lags)} } }`;
        return i === arrows.length - 1
          ? `  y: { outcome: { drivers: ${drivers} } }`
          : `  n${i + 1}: { mediator: {}, drivers: ${drivers} }`;
      });
      const chain = world(`  n0: { spend: { mean: 1 } }\n${nodes.join('\n')}`);
      expect(tailOf(chain, 'n0')).toBe(arrows.reduce((sum, { lag, lags }) => sum + lag + lags - 1, 0));
    }),
    { numRuns: 50 },
  );
});
