import { expect, test } from 'vitest';
import { json } from './optimize.fixture.ts';

/** Two channels of 100 each that bring 1 + D and 1 a unit, for ever; of the draws, half each have D + δ and D − δ. */
const lines = (lead: number, doubt: number) => {
  const scales = [0, 1, 2, 3];
  const line = (slope: number) => scales.map((scale) => 100 * scale * slope);
  const channel = (name: string, slope: number, slopes: readonly number[]) => {
    return { channel: name, spend: 100, last_year: 100, tail: 0, contribution: line(slope), draws: slopes.map(line) };
  };
  const draws = [lead + doubt, lead - doubt, lead + doubt, lead - doubt].map((each) => 1 + each);
  const channels = [channel('tv', 1 + lead, draws), channel('search', 1, [1, 1, 1, 1])];
  const curves = { window: [0, 51], period: 'week', outcome: 'sales', scales, channels };
  return { file: 'a.csv', estimator: 'ols', status: 'ok', curves };
};

test.each([
  // [D, δ, expected gain, P]: the best split moves 50 units, and promises 50·D; one chosen on a draw promises 50·|D ± δ|
  // by that draw, and by the curves brings 50·D or, where it moves the other way, −50·D
  ['an even chance of either way: only chance is promised', 0, 0.2, -10, 0],
  ['a lead smaller than the doubt', 0.1, 0.2, -5, 0.5],
  ['a lead that no draw doubts: what is right by every draw', 0.3, 0.1, 15, 1],
])(
  'a gain is not promised because the split was chosen on the same data: %s',
  async (_, lead, doubt, expected, chance) => {
    const plan = await json(lines(lead, doubt));
    const { best_over_it: over, gain } = plan.rules[0];
    expect(gain).toBeCloseTo(50 * lead, 9);
    expect(over.optimism).toBeCloseTo(50 * lead - expected, 9);
    expect(over.expected).toBeCloseTo(expected, 9);
    expect(over.probability_if_fit_is_right).toBe(chance);
    expect(over.promised.mean).toBeCloseTo(50 * lead, 9);
  },
);
