import { expect, test } from 'vitest';
import { horizonOf, longestSpan } from './horizon.ts';
import { nodesOf } from './masks.ts';
import { graphFrom } from './random.fixture.ts';
import { series, slices, unroll } from './unroll.ts';

const graph = graphFrom('tv > y @0-2, tv > y @1-2, y > tv @1', ['y']);

test('two periods of sales, advertising with three weeks of carryover and a budget from last week’s sales, by hand', () => {
  const { dag, variable, lag, variables } = unroll(graph, 1, [{ name: 'y', lag: 0 }]);
  const name = (node: number) => `${variables[variable[node]!]} ${lag[node]}`;
  const arrows = Array.from({ length: dag.size }, (_, node) =>
    Array.from(
      dag.children.to.subarray(dag.children.start[node], dag.children.start[node + 1]),
      (child) => `${name(node)} > ${name(child)}`,
    ),
  ).flat();
  // overlapping ranges of lags are one arrow; what is further back than one period is not there
  expect(arrows.toSorted()).toEqual([
    'the rest of y 0 > y 0',
    'the rest of y 1 > the rest of y 0',
    'the rest of y 1 > y 1',
    'tv 0 > y 0',
    'tv 1 > y 0',
    'tv 1 > y 1',
    'y 1 > tv 0',
  ]);
});

test('only what is asked for and its causes are unrolled', () => {
  const wide = graphFrom('a > b, b > c, a > d @2', []);
  const found = unroll(wide, 5, [
    { name: 'b', lag: 3 },
    { name: 'b', lag: 9 },
  ]);
  expect(found.dag.size).toBe(2);
  expect(nodesOf(series(found, ['a']))).toEqual(nodesOf(slices(found, (name, lag) => name === 'a' && lag === 3)));
});

test('memory is every node’s where nothing is said', () => {
  expect(unroll(graphFrom('a > b'), 0, [{ name: 'b', lag: 0 }]).dag.size).toBe(4);
  expect(unroll(graphFrom('a > b', []), 0, [{ name: 'b', lag: 0 }]).dag.size).toBe(2);
});

test('the longest span follows the longest way, loops counted once by node', () => {
  expect(longestSpan(graphFrom('a > b @0-7, b > c @0-7, a > c @9'))).toBe(14);
  expect(longestSpan(graphFrom('a > b @2, b > a @3, b > c @4, c > c @5'))).toBe(14);
  expect([
    horizonOf(graphFrom('a > b', [])),
    horizonOf(graphFrom('a > b')),
    horizonOf(graphFrom('a > b @3', [])),
  ]).toEqual([0, 2, 11]);
});
