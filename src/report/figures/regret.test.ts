// @vitest-environment jsdom
import { expect, test } from 'vitest';
import type { PerformanceRow } from '../data/types.ts';
import { dataOf, scoredRow, surroundings, viewOf } from './data.fixture.ts';
import { regret } from './regret.ts';

const arm = (label: string) => ({ label, estimator: label, family: label, swept: {} });
const cells = [52, 104].map((periods) => ({ key: `w@${periods}`, scenario: 'w', periods, dials: {} }));
const arms = ['oracle', 'ols', 'bayes'].map(arm);

/** In percent: of an arm in the shorter cell, of rules beside it. */
const decided = (label: string, own: Readonly<Record<string, number>>, n = 40, cell = 52): readonly PerformanceRow[] =>
  Object.entries(own).map(([measure, value]) =>
    scoredRow({
      ...{ cell: `w@${cell}`, periods: cell, arm: label, channel: '*', estimand: 'decision.total[0..51+12]' },
      ...{ measure, value: value / 100, mcse: 0.001, n },
    }),
  );
const rules = { regret_keep: 0.5, regret_proportional: 1, regret_equal: 3 };
const both = [...decided('ols', { regret: 2, ...rules }), ...decided('bayes', { regret: 1, ...rules })];

const viewAt = (performance: readonly PerformanceRow[]) => viewOf(dataOf({ cells, arms, performance }));
const drawn = (performance: readonly PerformanceRow[]) =>
  regret.draw(viewAt(performance), surroundings(document, 700))!;
const words = (element: Element) => [...element.querySelectorAll('text')].map((one) => one.textContent);
/** Where the upright lines of a dash stand: beside the arms in their order, then down to the mark. */
const dashed = (element: Element, dash: string) =>
  [...element.querySelectorAll(`g[stroke-dasharray="${dash}"] line`)].map((line) => line.getAttribute('x1'));

test('arms and rules have a row each, below the name of their cell', () => {
  const texts = words(drawn(both));
  expect(texts).toEqual(
    expect.arrayContaining(['w', '52 weeks', 'ols', 'bayes', 'rule: keep', 'rule: proportional', 'rule: equal']),
  );
  expect(texts).not.toContain('104 weeks');
});

test('the table has a row for every mark and every line, as it was scored', () => {
  expect(
    regret.table(viewAt(both)).rows.map(({ arm: of, measure, value, mcse }) => [of, measure, value, mcse]),
  ).toEqual(
    ['ols', 'bayes'].flatMap((of, i) => [
      [of, 'regret', [0.02, 0.01][i], 0.001],
      [of, 'regret_keep', 0.005, 0.001],
      [of, 'regret_proportional', 0.01, 0.001],
      [of, 'regret_equal', 0.03, 0.001],
    ]),
  );
});

test('the line of a rule is straight where all arms decided on the same datasets, and shifted where they did not', () => {
  const straight = dashed(drawn(both), '5 3');
  expect(straight).toHaveLength(3);
  expect(new Set(straight).size).toBe(1);
  expect(drawn(both).textContent).not.toContain('Not every arm decided');

  const fewer = [
    ...decided('ols', { regret: 2, ...rules }, 30),
    ...decided('bayes', { regret: 1, ...rules, regret_proportional: 2 }, 40),
  ];
  const shifted = dashed(drawn(fewer), '5 3');
  expect(shifted).toHaveLength(3);
  // the mark is on the datasets of the arm that decided most often
  expect([shifted[0] === shifted[2], shifted[1] === shifted[2]]).toEqual([false, true]);
  expect(drawn(fewer).textContent).toContain('Not every arm decided');
});

test('an arm on whose fits nothing was decided is named', () => {
  expect(drawn(both).textContent).not.toContain('without response curves');
  const silent = [...both, scoredRow({ cell: 'w@52', arm: 'oracle' })];
  expect(drawn(silent).textContent).toContain(
    'Fits without response curves, or none that succeeded, in some cell: oracle.',
  );
});

test('a rule that nobody has, as where the data have no period before, takes no room', () => {
  const two = decided('ols', { regret: 2, regret_keep: 0.5, regret_equal: 3 });
  expect(words(drawn(two))).not.toContain('rule: proportional');
  const height = (element: Element) => Number(element.getAttribute('height'));
  expect(height(drawn(two))).toBeLessThan(height(drawn(decided('ols', { regret: 2, ...rules }))));
});

test('rows of one channel, and other estimands, are no decisions', () => {
  const others = [
    scoredRow({ measure: 'regret', channel: 'tv', estimand: 'decision.total[0..51+12]' }),
    scoredRow({ measure: 'regret', channel: '*' }),
  ];
  expect(regret.table(viewAt([...both, ...others])).rows).toHaveLength(8);
});
