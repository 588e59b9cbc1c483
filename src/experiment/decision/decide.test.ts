import { expect, test } from 'vitest';
import type { Estimate, FittedCurve } from '../../estimate/contract.ts';
import type { DecisionRequest } from '../../simulate/decision/request.ts';
import type { TrueDecision } from '../../simulate/decision/trueDecision.ts';
import type { PlannedCell } from '../plan/types.ts';
import { curveRequest } from './curveRequest.ts';
import { decide, decisionTruth } from './decide.ts';

const request: DecisionRequest = { times: 1, bounds: [0.5, 2], effects: 'total' };
const cell = { periods: 10, world: { nodes: [] } } as unknown as PlannedCell;
const asked = curveRequest(cell, request, ['tv', 'search']);

/** Two channels that spend 10 and 10; the optimum is 0.8 and 1.2, and regret the squared distance from it. */
const truth: TrueDecision = {
  ...{ channels: ['tv', 'search'], spend: [10, 10], optimum: [0.8, 1.2] },
  rules: { keep: [1, 1], proportional: null, equal: [1, 1] },
  regretOf: ([tv]) => (tv! - 0.8) * (tv! - 0.8),
  misplacedBy: ([tv]) => Math.abs(tv! - 0.8) / 2,
};

/** e·√scale: best by the squares of the effects where both spend the same. */
const root = (channel: string, effect: number, draws?: readonly number[]): FittedCurve => {
  const at = (e: number) => Float64Array.from(asked.scales, (scale) => e * Math.sqrt(scale));
  return { channel, contribution: at(effect), ...(draws === undefined ? {} : { draws: draws.map(at) }) };
};
const fit = (curves?: readonly FittedCurve[]): Estimate => ({
  ...{ status: 'ok', effects: [], fitted: new Float64Array(0), parameters: [], diagnostics: {} },
  ...(curves === undefined ? {} : { curves }),
});
const decided = (estimate: Estimate) => decide(estimate, truth, request, asked);

test('the curves that are asked for: 0, what was, and places between the bounds; every channel as long after the window', () => {
  const { scales, tails, window } = asked;
  expect([window, tails]).toEqual([[0, 9], { tv: 0, search: 0 }]);
  expect([scales[0], scales[1], scales.at(-1), scales.includes(1)]).toEqual([0, 0.5, 2, true]);
  expect(scales.every((scale, i) => i === 0 || scale > scales[i - 1]!)).toBe(true);
  // nothing twice where the bounds begin at 0
  expect(curveRequest(cell, { ...request, bounds: [0, 2] }, []).scales).toHaveLength(25);
});

test('closed form: the split by the squares of the effects, with its price', () => {
  const split = decided(fit([root('search', 4), root('tv', 3)]))!;
  expect(split.scales.tv).toBeCloseTo(0.72, 3);
  expect(split.scales.search).toBeCloseTo(1.28, 3);
  expect(split.regret).toBeCloseTo(0.0064, 3);
  expect(split.misplaced).toBeCloseTo(0.04, 3);
  expect(split.spread).toBeUndefined();
});

test('linear curves go to a bound', () => {
  const line = (channel: string, slope: number): FittedCurve => ({
    channel,
    contribution: Float64Array.from(asked.scales, (scale) => slope * scale),
  });
  // tv at its most would be 2, but search keeps a half: 1.5 and 0.5
  expect(decided(fit([line('tv', 2), line('search', 1)]))!.scales).toEqual({ tv: 1.5, search: 0.5 });
});

test('the spread of the best split over draws, by hand', () => {
  // equal effects: 1 and 1; 3 and 4: .72 and 1.28
  const split = decided(fit([root('tv', 3, [1, 3]), root('search', 4, [1, 4])]))!;
  expect(split.spread!.tv).toBeCloseTo(0.28 / Math.sqrt(2), 3);
  expect(split.spread!.search).toBeCloseTo(0.28 / Math.sqrt(2), 3);
  expect(decided(fit([root('tv', 3, [1]), root('search', 4, [1])]))!.spread).toBeUndefined();
});

test('a channel that the fit does not know stays as it was; a fit without curves decides nothing', () => {
  expect(decided(fit([root('tv', 3)]))!.scales).toEqual({ tv: 1, search: 1 });
  expect(decided(fit([root('radio', 3)]))).toBeUndefined();
  expect(decided(fit())).toBeUndefined();
  expect(decided({ status: 'error', detail: 'no' })).toBeUndefined();
});

test('what the journal keeps of the truth', () => {
  const { optimum, regret } = decisionTruth(truth);
  expect(optimum).toEqual({ tv: 0.8, search: 1.2 });
  expect(regret.keep).toBeCloseTo(0.04, 14);
  expect(regret.proportional).toBeNull();
});
