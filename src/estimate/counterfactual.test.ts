import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type EstimandKind, estimandKinds } from '../dataset/estimand.ts';
import { fixedColumns } from './columns.ts';
import { counterfactuals, type Predictor } from './counterfactual.ts';
import { counterfactualEffects, deltaEffects } from './counterfactualEffects.ts';
import { fixedColumnsOver, overWindow } from './counterfactualRows.ts';
import { perHead } from './perHead.ts';
import { linearEffects } from './regression/linearEffects.ts';
import { channelResponse } from './response.ts';
import { testCurves, testDataset } from './testData.ts';

const { dataset: plain } = testDataset({ tv: 2, radio: 5 }, { geos: 2 });
const dataset = perHead({ ...plain, population: Float64Array.of(3, 1) });
const curves = [testCurves, testCurves];
const linear =
  (b: readonly number[], fixed = 7): Predictor =>
  (media) =>
    media[0]!.map((_, i) => b.reduce((sum, each, c) => sum + each * media[c]![i]!, fixed));

const asked = fc.record({
  channel: fc.constantFrom('tv', 'radio', 'print'),
  kind: fc.constantFrom<EstimandKind>(...estimandKinds),
  window: fc.tuple(fc.integer({ min: -1, max: 20 }), fc.integer({ min: 18, max: 41 })),
  tail: fc.integer({ min: 0, max: 9 }),
});
const betas = fc.tuple(fc.double({ min: -3, max: 3, noNaN: true }), fc.double({ min: -3, max: 3, noNaN: true }));

test('for a model linear in its columns: the response’s effect times the coefficient, curves its gain', () => {
  const responses = dataset.channels.map((channel) => channelResponse(dataset, channel, testCurves));
  const scales = [0, 0.5, 1, 3];
  fc.assert(
    fc.property(fc.array(asked, { minLength: 1, maxLength: 4 }), betas, fc.nat({ max: 9 }), (estimands, b, tail) => {
      const request = { estimands, curves: { window: [5, 30] as const, tails: { tv: tail }, scales, draws: 3 } };
      const { answers } = counterfactuals(dataset, dataset.channels, curves, request);
      const { effects, curves: drawn } = answers(linear(b));
      estimands.forEach((estimand, e) => {
        const c = responses.findIndex(({ channel }) => channel === estimand.channel);
        const unit = c === -1 ? null : responses[c]!.effect(estimand);
        if (unit === null) expect(effects[e]).toBeNull();
        else expect(effects[e]).toBeCloseTo(unit * b[c]!, 6);
      });
      responses.forEach(({ gain }, c) => {
        scales.forEach((scale, s) => {
          expect(drawn[c]![s]).toBeCloseTo(b[c]! * gain([5, 30], c === 0 ? tail : 0, scale), 8);
        });
      });
    }),
  );
});

test('interactions belong to every channel that is in them', () => {
  const estimands = ['tv', 'radio'].map((channel) => ({
    ...{ channel, kind: 'contribution' as const, window: [0, 39] as const, tail: 3 },
  }));
  const { answers, media } = counterfactuals(dataset, dataset.channels, curves, { estimands });
  const product: Predictor = ([tv, radio]) => tv!.map((f, i) => f * radio![i]!);
  const { effects } = answers(product);
  // in the window both leave nothing; in the tail, what carries over from the window goes
  expect(effects[0]! / effects[1]!).toBeGreaterThan(0.9);
  const whole = product(media).reduce((sum, v, i) => sum + (i % 43 < 40 ? (i < 43 ? 3 : 1) * v : 0), 0);
  for (const effect of effects) expect(effect).toBeGreaterThan(0.85 * whole);
});

test('delta errors of a linear model are those of its coefficients, draws give percentiles', () => {
  const estimands = [{ channel: 'radio', kind: 'roas.total' as const, window: [0, 39] as const, tail: 2 }];
  const request = { estimands, levels: [0.5, 0.95] };
  const questions = counterfactuals(dataset, dataset.channels, curves, request);
  const covariance = Float64Array.of(1, 0.3, 0.3, 0.25);
  const gradients = [linear([1, 0], 0), linear([0, 1], 0)];
  const delta = deltaEffects(questions, linear([2, 5]), gradients, { covariance, df: 9 }, request);
  const responses = dataset.channels.map((channel) => channelResponse(dataset, channel, testCurves));
  const coefficients = [
    { value: 2, se: 1 },
    { value: 5, se: 0.5 },
  ];
  const [known] = linearEffects(request, responses, coefficients, 9);
  expect(delta.curves).toBeUndefined();
  expect(delta.effects[0]!.se).toBeCloseTo(known!.se!, 10);
  delta.effects[0]!.intervals.forEach(({ lower, upper }, l) => {
    expect(lower).toBeCloseTo(known!.intervals[l]!.lower, 9);
    expect(upper).toBeCloseTo(known!.intervals[l]!.upper, 9);
  });
  const draws = [4, 5, 6, 7, 8].map((b) => linear([2, b]));
  const { effects } = counterfactualEffects(questions, linear([2, 5]), draws, request);
  const [sampled] = linearEffects(
    request,
    responses,
    [coefficients[0]!, { value: 5, se: 0, draws: Float64Array.of(4, 5, 6, 7, 8) }],
    9,
  );
  expect(effects[0]!.intervals[0]!.upper).toBeCloseTo(sampled!.intervals[0]!.upper, 9);
  expect(effects[0]!.se).toBeCloseTo(sampled!.se!, 9);
});

test('curves of draws are thinned', () => {
  const request = {
    ...{ estimands: [], levels: [0.5] },
    curves: { window: [0, 39] as const, tails: { tv: 3, radio: 3 }, scales: [0, 1], draws: 2 },
  };
  const questions = counterfactuals(dataset, dataset.channels, curves, request);
  const draws = [1, 2, 3, 4].map((b) => linear([b, b]));
  const { curves: drawn } = counterfactualEffects(questions, linear([1, 1]), draws, request);
  expect(drawn!.map(({ channel }) => channel)).toEqual(['tv', 'radio']);
  expect(drawn![0]!.draws).toHaveLength(2);
  expect(drawn![0]!.draws![1]![1]).toBeCloseTo(3 * drawn![0]!.contribution[1]!, 8);
  expect(drawn![0]!.contribution[0]).toBe(0);
});

test('after the window time goes on, and controls are those of a year before, or their mean', () => {
  const settings = { controls: 'all', trend: true, seasonality: { every: 13, pairs: 1 } } as const;
  const window = fixedColumns(dataset, settings);
  const over = fixedColumnsOver(dataset, settings, 15);
  over.forEach(({ name, values }, j) => {
    expect(overWindow(values, 40, 15), name).toEqual(window[j]!.values);
  });
  const of = (name: string) => over.find((column) => column.name === name)!.values;
  expect(of('trend')[54]).toBe(54);
  expect(of('sin_1')[50]).toBeCloseTo(of('sin_1')[50 - 13]!, 12);
  const price = dataset.controls[0]!.values;
  expect(of('price')[55 + 54]).toBeCloseTo(price.subarray(40).reduce((sum, x) => sum + x, 0) / 40, 12);
  const long = testDataset({ tv: 2 }, { periods: 60 }).dataset;
  const [, control] = fixedColumnsOver(long, { controls: 'all', trend: false, seasonality: 'none' }, 55);
  expect(control!.values[60]).toBe(long.controls[0]!.values[8]);
  expect(control!.values[114]).toBe(long.controls[0]!.values[10]);
});
