import { expect, test } from 'vitest';
import { openStream } from '../../core/random/stream.ts';
import { mean, quantile, sd } from '../../core/stats.ts';
import type { PosteriorModel } from './posteriorModel.ts';
import { priorPredictive } from './priorPredictive.ts';

/** y_t = a + b·x_t + N(0, 1) on four periods, a ~ N(0, 3), b = 2 for certain, outcomes scaled by 10. */
const x = [0, 1, 2, 3];
const meanAt = (at: Float64Array, out: Float64Array) => {
  for (let t = 0; t < 4; t++) out[t] = at[0]! + 2 * x[t]!;
};
const model: Partial<PosteriorModel> = {
  outcomeScale: 10,
  mean: meanAt,
  drawParameters: (stream) => Float64Array.of(3 * stream.normal()),
  drawOutcome: (at, stream) => {
    const out = new Float64Array(4);
    meanAt(at, out);
    return out.map((value) => value + stream.normal());
  },
  effects: (asked) => (at) => asked.map(({ kind }) => (kind === 'roas.mediated' ? null : 10 * at[0]!)),
};
const ask = (kind: 'roas.total' | 'roas.mediated' | 'contribution', channel = 'tv') =>
  ({ channel, kind, window: [0, 3], tail: 0 }) as const;

const DRAWS = 20_000;
const observed = Float64Array.of(0, 10, 20, 30);
const found = priorPredictive(
  model as PosteriorModel,
  observed,
  {
    asked: [ask('roas.total'), ask('roas.mediated')],
    contributions: [ask('contribution'), ask('contribution', 'radio')],
  },
  DRAWS,
  openStream(['priorPredictive.test']),
);

test('a line with known laws: every quantity has its closed form, in the data’s units', () => {
  // mean of y: 10·(a + 3 + mean of four noises) ~ N(30, 10·√(9 + 1/4))
  expect(Math.abs(mean(found.mean) - 30)).toBeLessThan((4 * 30.4) / Math.sqrt(DRAWS));
  expect(sd(found.mean) / (10 * Math.sqrt(9.25))).toBeCloseTo(1, 1);
  expect(quantile(found.effects[0]!, 0.975)).toBeCloseTo(30 * 1.96, -1);
  expect(found.effects[1]).toBeNull();
  // two channels that bring 10·a each
  expect(found.media[7]).toBeCloseTo(2 * found.effects[0]![7]!, 12);
  // var μ = 4·var x = 4·5/3 whatever a; var ε has mean 1
  expect(quantile(found.explained, 0.5)).toBeGreaterThan(0.85);
  expect(Math.max(...found.explained)).toBeLessThan(1);
  // Σ(y − μ)² for y = 0, 10, 20, 30 and μ = 10a + 20x: Σ(10x + 10a)², by hand, over Σ(y − ȳ)² = 500
  const a = found.effects[0]![3]! / 10;
  expect(found.r2[3]).toBeCloseTo(1 - (100 * x.reduce((sum, v) => sum + (v + a) ** 2, 0)) / 500, 9);
});

test('lowest and highest bound the values, which are those of the draws', () => {
  expect(found.values).toHaveLength(4 * DRAWS);
  for (let k = 0; k < 50; k++) {
    const values = [...found.values.subarray(4 * k, 4 * k + 4)];
    expect(found.lowest[k]).toBe(Math.min(...values));
    expect(found.highest[k]).toBe(Math.max(...values));
    expect(found.mean[k]).toBeCloseTo(mean(values), 9);
    expect(found.sd[k]).toBeCloseTo(sd(values), 9);
  }
});

test('where the unit of the outcome differs by geo, each value has its own', () => {
  const units = { ...(model as PosteriorModel), outcomeUnits: Float64Array.of(10, 10, 1000, 1000) };
  const asked = { asked: [], contributions: [ask('contribution')] };
  const { values } = priorPredictive(units, observed, asked, 100, openStream(['priorPredictive.test']));
  for (let k = 0; k < 100; k++) {
    expect(values[4 * k]).toBe(found.values[4 * k]);
    expect(values[4 * k + 3]! / found.values[4 * k + 3]!).toBeCloseTo(100, 9);
  }
});
