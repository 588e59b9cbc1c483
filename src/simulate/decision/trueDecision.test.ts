import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sum } from '../../core/stats.ts';
import type { World } from '../../scenario/world.ts';
import { compileWorld, simulate } from '../simulate.ts';
import { node, spend, term, world } from '../worlds.fixture.ts';
import { half, shipped } from './draw.fixture.node.ts';
import type { DecisionRequest } from './request.ts';
import { ruleIds } from './request.ts';
import type { TrueDecision } from './trueDecision.ts';

/** What the answer may be worse than a better split, as a share of what media bring: docs/methods/decisions.md. */
const tolerance = 1e-6;

function decisionOn(given: World, periods: number, decision: DecisionRequest = half): TrueDecision {
  const request = { seed: 5, replicate: 0, periods, requests: [], decision };
  return simulate(compileWorld(given), request).decision!;
}

/** Without noise: y = 5 + Σ effect·√spend, spend the same every period. */
const roots = (effects: readonly number[], spends: readonly number[]): World =>
  world([
    ...spends.map((each, i) => spend(`c${i}`, each, { scale: [] })),
    node('y', 'outcome', {
      base: [{ kind: 'level', value: 5 }],
      terms: effects.map((effect, i) => term(`c${i}`, effect, { saturation: { curve: 'root', parameters: [0.5] } })),
    }),
  ]);

test('closed form: of roots the best split is by the squares of their effects', () => {
  // Lagrange: e/(2√x) is the same for all, so x = B·e²/Σe², and the sum of e√x is √(B·Σe²) (Cauchy and Schwarz)
  const found = decisionOn(roots([3, 4], [10, 10]), 6);
  expect(found.optimum[0]).toBeCloseTo(0.72, 4);
  expect(found.optimum[1]).toBeCloseTo(1.28, 4);
  const [best, kept] = [Math.sqrt(20 * 25), 7 * Math.sqrt(10)];
  expect(found.regretOf([1, 1])).toBeCloseTo((best - kept) / best, 7);
  expect(found.regretOf(found.rules.keep!)).toBeCloseTo((best - kept) / best, 7);
  expect(found.regretOf(found.optimum)).toBe(0);
  expect(found.misplacedBy([1, 1])).toBeCloseTo(0.14, 4);
  // nothing spent: all is lost
  expect(found.regretOf([0, 0])).toBe(1);
});

test('closed form at a bound, and with half as much again', () => {
  const tight = decisionOn(roots([3, 4], [10, 10]), 6, { ...half, bounds: [0.9, 1.1] });
  expect(tight.optimum[0]).toBeCloseTo(0.9, 9);
  const more = decisionOn(roots([3, 4], [10, 10]), 6, { ...half, times: 1.5 });
  expect(more.optimum[1]).toBeCloseTo(1.5 * 1.28, 3);
  const best = Math.sqrt(30 * 25);
  expect(more.regretOf(more.rules.keep!)).toBeCloseTo((best - 7 * Math.sqrt(15)) / best, 7);
});

test('media that bring nothing, or less, leave nothing to regret', () => {
  const found = decisionOn(roots([-3, -4], [10, 10]), 6);
  expect(found.regretOf([1, 1])).toBeNull();
});

test.each(['clean', 'synergy', 'saturation-s-shaped', 'confounded-funnel', 'log-outcome', 'geo-targeting'])(
  '%s: no split of the budget is better, and no rule loses more than all',
  (name) => {
    const found = decisionOn(shipped(name), 26);
    const { spend: spent, regretOf, optimum, rules } = found;
    const budget = sum(spent);
    expect(sum(optimum.map((s, i) => s * spent[i]!))).toBeCloseTo(budget, 6);
    expect(regretOf(optimum)).toBe(0);
    for (const id of ruleIds) {
      if (rules[id] === null) continue;
      expect(regretOf(rules[id])).toBeGreaterThanOrEqual(-tolerance);
      expect(regretOf(rules[id])).toBeLessThanOrEqual(1 + tolerance);
    }
    // any split near or far: from one corner of the bounds toward another, onto the budget
    const wish = fc.array(fc.double({ min: 0.5, max: 2, noNaN: true }), {
      minLength: spent.length,
      maxLength: spent.length,
    });
    fc.assert(
      fc.property(wish, fc.double({ min: 0, max: 1, noNaN: true }), (to, share) => {
        const mixed = optimum.map((s, i) => s + share * (to[i]! - s));
        const total = sum(mixed.map((s, i) => s * spent[i]!));
        const [low, high] = [0.5 * budget, 2 * budget];
        // toward the lower or upper corner until the budget is met: stays within the bounds
        const scales = mixed.map((s) =>
          total > budget
            ? 0.5 + ((s - 0.5) * (budget - low)) / (total - low)
            : 2 - ((2 - s) * (high - budget)) / (high - total),
        );
        expect(regretOf(scales)).toBeGreaterThanOrEqual(-tolerance);
      }),
      { numRuns: 100 },
    );
  },
);
