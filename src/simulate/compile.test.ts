import { expect, test } from 'vitest';
import { compileWorld } from './compile.ts';
import { geometric, node, spend, term, world } from './worlds.fixture.ts';

const outcome = node('y', 'outcome', { terms: [term('tv', 1)] });

test('a cycle within one period is refused; the same through a lag is evaluated period by period', () => {
  const cycle = (lag: number) => world([spend('tv', 10, { terms: [term('y', 0.1, { lag })] }), outcome]);
  expect(() => compileWorld(cycle(0))).toThrow('nodes: a cycle within one period among tv, y; give an arrow a lag');
  const { steps } = compileWorld(cycle(1));
  expect(steps.map(({ feedback, nodes }) => [feedback, nodes.map(({ node: index }) => index)])).toEqual([
    [true, [0, 1]],
  ]);
});

test('single nodes are whole series, causes first whatever the declared order', () => {
  const { steps } = compileWorld(
    world([outcome, spend('tv', 10, { terms: [term('demand', 1)] }), node('demand', 'process')]),
  );
  expect(steps.map(({ feedback, nodes, late }) => [feedback, nodes[0]!.node, late])).toEqual([
    [false, 2, false],
    [false, 1, false],
    [false, 0, true],
  ]);
});

test('history carries the longest adstock of a channel and no less', () => {
  const of = (lag: number, maxLag: number) =>
    compileWorld(
      world([spend('tv', 10), node('y', 'outcome', { terms: [term('tv', 1, { lag, ...geometric(0.5, maxLag) })] })]),
    ).history;
  expect([of(0, 8), of(1, 8), of(3, 8), of(0, 1)]).toEqual([8, 8, 10, 1]);
});

test('unknown nodes and curves are named, with a guess', () => {
  const wrong = (given: object) =>
    world([spend('search', 10), node('y', 'outcome', { terms: [term('search', 1, given)] })]);
  expect(() => compileWorld(wrong({ from: 'serch' }))).toThrow('nodes.y: unknown node "serch"; did you mean "search"?');
  const hil = { saturation: { curve: 'hil', parameters: [] } };
  expect(() => compileWorld(wrong(hil))).toThrow('y.search: unknown saturation "hil"');
  expect(() => compileWorld(wrong({ lag: -1 }))).toThrow('y.search: lag -1; allowed is a whole number, 0 or more');
});
