import { expect, test } from 'vitest';
import { studentTQuantile } from '../../core/distributions.ts';
import type { Dataset } from '../../dataset/types.ts';
import { timesAsStrong } from '../../inference/leastSquares/robustnessValue.ts';
import type { Estimate } from '../contract.ts';
import { checkEstimate } from '../contractCheck.ts';
import { testCurves, testDataset, testRequest } from '../testData.ts';
import { ols } from './ols.ts';

const request = testRequest('tv', ['roas.mediated', 'roas.total', 'contribution'], [4, 30], 3);
const media = { given: { tv: testCurves, radio: testCurves } };

/** `price` made to go with tv's spend and with sales: a confounder that is there to be left out. */
function confoundedData(): Dataset {
  const { dataset } = testDataset({ tv: 20, radio: 3 }, { noise: 0.5 });
  const tv = dataset.channels[0]!.spend.window;
  const price = dataset.controls[0]!.values.map((p, t) => p + 0.4 * tv[t]!);
  const sales = dataset.outcome.values.map((y, t) => y + 0.4 * tv[t]! + 1.5 * price[t]!);
  return { ...dataset, controls: [{ name: 'price', values: price }], outcome: { name: 'sales', values: sales } };
}
const dataset = confoundedData();

function okFit(over: object) {
  const settings = ols.settingsSchema.parse({ media, ...over });
  const estimate = checkEstimate(ols.fit(dataset, settings, request) as Estimate, request, 40);
  if (estimate.status !== 'ok') throw new Error(JSON.stringify(estimate));
  return estimate;
}

test('it is asked for, or nothing of a row changes', () => {
  const { diagnostics, ...rest } = okFit({});
  const { diagnostics: more, ...same } = okFit({ sensitivity: {} });
  expect(same).toEqual(rest);
  expect(more).toMatchObject(diagnostics);
  const added = Object.keys(more).filter((name) => !(name in diagnostics));
  expect(added).toEqual(
    ['tv', 'radio'].flatMap((name) => [
      `partial_r2.${name}`,
      `robustness_value.${name}`,
      `robustness_value_interval.${name}`,
    ]),
  );
});

test('partial R² is the share of the residual variance that a channel explains', () => {
  const { diagnostics } = okFit({ sensitivity: {} });
  const rss = (over: object) => {
    const { sigma, df } = okFit(over).diagnostics;
    return sigma! * sigma! * df!;
  };
  expect(diagnostics['partial_r2.tv']).toBeCloseTo(1 - rss({}) / rss({ channels: ['radio'] }), 9);
  // RV² = q²f²(1 − RV), Cinelli & Hazlett (2020), from its definition
  const f2 = diagnostics['partial_r2.tv']! / (1 - diagnostics['partial_r2.tv']!);
  const value = diagnostics['robustness_value.tv']!;
  expect(value * value).toBeCloseTo(f2 * (1 - value), 8);
  expect(diagnostics['robustness_value_interval.tv']).toBeLessThan(value);
  const half = okFit({ sensitivity: { q: 0.5 } }).diagnostics['robustness_value.tv']!;
  expect(half * half).toBeCloseTo((f2 / 4) * (1 - half), 8);
});

test('a benchmark says by how much the answer moves without it, exactly', () => {
  const seen = okFit({ sensitivity: { benchmark: ['price'] }, intervals: 'newey-west' });
  const blind = okFit({ controls: 'none' });
  const moved = blind.effects[1]!.point - seen.effects[1]!.point;
  expect(moved).toBeGreaterThan(0.1);
  expect(seen.diagnostics['left_out_bias.tv.price']).toBeCloseTo(moved, 9);
});

test('a supposed confounder as strong as the one left out gives the answer and interval of who sees it', () => {
  const seen = okFit({ sensitivity: { benchmark: ['price'] } });
  const { diagnostics } = seen;
  const confounder = { outcome: diagnostics['partial_r2.price']!, channel: diagnostics['partial_r2.tv.price']! };
  const supposed = okFit({ controls: 'none', sensitivity: { confounder, level: 0.95 } }).diagnostics;
  const { point, intervals } = seen.effects[1]!;
  expect(supposed['adjusted.tv']).toBeCloseTo(point, 9);
  expect(supposed['adjusted_lower.tv']).toBeCloseTo(intervals[1]!.lower, 9);
  expect(supposed['adjusted_upper.tv']).toBeCloseTo(intervals[1]!.upper, 9);
  // radio is not among the questions, so that there is no unit to answer in
  expect(supposed).not.toHaveProperty(['adjusted.radio']);
});

test('so many times as strong as a benchmark: less is left', () => {
  const at = (times: number) => okFit({ sensitivity: { benchmark: ['price'], times, level: 0.9 } });
  const [little, more] = [at(0.01), at(0.02)];
  expect(more.diagnostics['adjusted.tv.price']).toBeLessThan(little.diagnostics['adjusted.tv.price']!);
  expect(little.diagnostics['adjusted.tv.price']).toBeLessThan(little.effects[1]!.point);
  const like = {
    outcome: little.diagnostics['partial_r2.price']!,
    channel: little.diagnostics['partial_r2.tv.price']!,
  };
  const { outcome, channel } = timesAsStrong(like, 0.01)!;
  const { se } = okFit({}).effects[1]!;
  const df = little.diagnostics.df!;
  const half = (little.diagnostics['adjusted_upper.tv.price']! - little.diagnostics['adjusted_lower.tv.price']!) / 2;
  const expected = studentTQuantile(0.95, df - 1) * se! * Math.sqrt(((1 - outcome) / (1 - channel)) * (df / (df - 1)));
  expect(half / expected).toBeCloseTo(1, 9);
});

test('a benchmark that the equation does not hold is one clear line', () => {
  const settings = ols.settingsSchema.parse({ media, controls: 'none', sensitivity: { benchmark: ['price'] } });
  const message = 'sensitivity.benchmark[0]: the equation has no control "price"; allowed: none';
  expect(() => ols.fit(dataset, settings, request)).toThrow(message);
  expect(() => ols.conditionsOn(settings, dataset)).toThrow(message);
});
