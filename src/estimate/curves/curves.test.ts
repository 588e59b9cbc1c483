import { expect, test } from 'vitest';
import { quantile } from '../../core/stats.ts';
import type { ChannelCurves } from '../../media/types.ts';
import { fixedColumns } from '../columns.ts';
import { expandingFolds } from '../folds.ts';
import { testDataset } from '../testData.ts';
import { adstocked, defaultCurves, geometricAdstock, hillCurves, stockQuantile } from './default.ts';
import { predictionError } from './predictionError.ts';
import { resolveCurves } from './resolve.ts';
import { searchedCurves } from './searched.ts';
import { mediaSchema } from './settings.ts';

const columns = { controls: 'all', trend: false, seasonality: 'none' } as const;

test('default: half of the maximum at the 70th percentile of spend adstocked at .6', () => {
  const { dataset } = testDataset({ tv: 1 });
  const tv = dataset.channels[0]!;
  const curves = defaultCurves(dataset, tv)!;
  expect(curves.adstock).toEqual({ curve: 'geometric', parameters: [0.6], maxLag: 8, normalize: true });
  const stock = adstocked(dataset, tv, curves.adstock);
  expect(curves.saturation).toEqual({ curve: 'hill', parameters: [quantile(stock, 0.7), 1] });
});

test('a channel mostly silent takes the percentile of what it spends; a silent one has none', () => {
  expect(stockQuantile(Float64Array.of(0, 0, 0, 0, 0, 0, 0, 0, 2, 4), 0.7)).toBeCloseTo(3.4, 12);
  expect(stockQuantile(new Float64Array(5), 0.7)).toBeUndefined();
});

test('prediction error is the squared error of refitted predictions, and forgives columns silent in training', () => {
  const y = Float64Array.of(1, 2, 3, 4, 5, 7);
  const ones = new Float64Array(6).fill(1);
  const time = Float64Array.of(0, 1, 2, 3, 4, 5);
  const event = Float64Array.of(0, 0, 0, 0, 0, 1);
  const folds = expandingFolds(6, 2); // trained on 0..1 and 0..3, predicting 2..3 and 4..5
  expect(predictionError([ones, time, event], y, 6, folds)).toBeCloseTo(1, 12);
  expect(predictionError([ones], y, 6, folds)).toBeCloseTo(1.5 * 1.5 + 2.5 * 2.5 + 2.5 * 2.5 + 4.5 * 4.5, 12);
});

test('searched: curves of the grid are found again in data without noise', () => {
  const plan = (tv: ChannelCurves) => testDataset({ tv: 5 }, { periods: 60, curves: tv }).dataset;
  const draft = plan(hillCurves(geometricAdstock(0.3), 1));
  const half = stockQuantile(adstocked(draft, draft.channels[0]!, geometricAdstock(0.3)), 0.9)!;
  const truth = hillCurves(geometricAdstock(0.3), half);
  const dataset = plan(truth);
  const fixed = fixedColumns(dataset, columns).map(({ values }) => values);
  expect(searchedCurves(dataset, dataset.channels, fixed)).toEqual([truth]);
});

test('searched never predicts worse than default', () => {
  const { dataset } = testDataset({ tv: 2, radio: 3 }, { noise: 0.3 });
  const fixed = fixedColumns(dataset, columns);
  const error = (media: 'default' | 'searched') => {
    const curves = resolveCurves(dataset, dataset.channels, media, fixed) as readonly ChannelCurves[];
    const series = dataset.channels.map((channel, c) => {
      const { adstock, saturation } = curves[c]!;
      const [half] = saturation.parameters;
      return adstocked(dataset, channel, adstock).map((x) => (half === undefined ? x : x / (x + half)));
    });
    const all = [...fixed.map(({ values }) => values), ...series];
    return predictionError(all, dataset.outcome.values, dataset.periods, expandingFolds(dataset.periods, 5));
  };
  expect(error('searched')).toBeLessThanOrEqual(error('default') * (1 + 1e-12));
});

test('settings read twice are the same; specs and YAML forms both do; mistakes are told', () => {
  const yaml = {
    given: { tv: { adstock: { geometric: { alpha: 0.5 } }, saturation: { hill: { half_saturation: 50, slope: 1 } } } },
  };
  const once = mediaSchema.parse(yaml);
  expect(once).toMatchObject({ given: { tv: { adstock: { curve: 'geometric', parameters: [0.5] } } } });
  expect(mediaSchema.parse(once)).toEqual(once);
  expect(mediaSchema.parse({ given: { tv: { adstock: null } } })).toMatchObject({
    given: { tv: { adstock: { curve: 'none' }, saturation: { curve: 'none' }, order: 'adstock-first' } },
  });
  expect(mediaSchema.safeParse('serched').success).toBe(false);
  const wrong = mediaSchema.safeParse({ given: { tv: { saturation: { hil: {} } } } });
  expect(wrong.error?.issues).toMatchObject([{ path: ['given', 'tv', 'saturation'], keys: ['hil'] }]);
});

test('given curves need every channel, and truth needs a scenario', () => {
  const { dataset } = testDataset({ tv: 1, radio: 1 });
  const resolve = (given: unknown) =>
    resolveCurves(dataset, dataset.channels, mediaSchema.parse({ given }), fixedColumns(dataset, columns));
  expect(() => resolve({ tv: {} })).toThrow('media.given: no curves for channel "radio"');
  expect(() => resolve('truth')).toThrow('only a study on a scenario can fill it in');
});

test('searched needs more rows than columns in its first fold', () => {
  const { dataset } = testDataset({ tv: 1 }, { periods: 12 });
  expect(resolveCurves(dataset, dataset.channels, 'searched', fixedColumns(dataset, columns))).toMatchObject({
    reason: 'too-few-periods',
    detail: 'the first of 5 folds has 2 rows for 3 columns',
  });
});
