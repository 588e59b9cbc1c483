import { expect, test } from 'vitest';
import { openStream, type Stream } from '../../core/random/stream.ts';
import { mean } from '../../core/stats.ts';
import { elasticNet } from '../elasticNet/elasticNet.ts';
import { ols } from '../ols/ols.ts';
import { testCurves, testDataset, testRequest } from '../testData.ts';
import { heldOutDiagnostics } from './heldOut.ts';

/** An intercept alone: the mean of what it sees. */
const meanOnly = (_: Float64Array, y: Float64Array) => Float64Array.of(mean(y));
const ones = (n: number) => new Float64Array(n).fill(1);

/** Leaves every order as it is: the shuffle asks below n, n − 1, … 2. */
function unshuffled(n: number): Stream {
  let next = n;
  return { next32: () => --next, uniform: () => 0.5, normal: () => 0 };
}

test('by hand: the mean of 3, 5, 7, 9 predicts 1 and 2', () => {
  const y = Float64Array.of(1, 2, 3, 5, 7, 9);
  const found = heldOutDiagnostics(ones(6), y, 1, { share: 1 / 3, splits: 1 }, meanOnly, () => unshuffled(6));
  expect(found.heldout_rmse).toBeCloseTo(Math.sqrt(20.5), 14);
  expect(found.heldout_mape).toBeCloseTo(3.5, 14);
  expect(found.heldout_r2).toBeCloseTo(1 - 20.5 / 0.25, 12);
});

// one row held out of n: |y_i − ȳ of the others| = |y_i − ȳ|·n/(n − 1), every row as often as any other
test('in the mean over many splits, the closed form of leaving one out', () => {
  const y = Float64Array.from({ length: 10 }, (_, i) => 1 + i * i);
  const settings = { share: 0.01, splits: 20_000 };
  const found = heldOutDiagnostics(ones(10), y, 1, settings, meanOnly, () => openStream(['held out']));
  const expected = (mean(y.map((value) => Math.abs(value - mean(y)))) * 10) / 9;
  // the values' sd is below 20, so 4 standard errors of the mean are below .6
  expect(Math.abs(found.heldout_rmse! - expected)).toBeLessThan(0.6);
  // one row has no spread to explain
  expect(found.heldout_r2).toBeUndefined();
});

const request = testRequest('tv', ['roas.total'], [4, 30], 3);
const media = { given: { tv: testCurves, radio: testCurves } };
const heldout = { share: 0.25, splits: 5 };

test.each([
  ['ols', ols, {}],
  ['elastic-net', elasticNet, { penalty: 1e-6, l1_ratio: 0.5, intervals: { bootstrap: 20 } }],
] as const)(
  '%s: without noise what was not seen is predicted exactly, and without the setting nothing is said',
  (_, estimator, more) => {
    const { dataset } = testDataset({ tv: 2, radio: 5 }, {});
    const diagnosticsOf = (over: object) => {
      const settings = estimator.settingsSchema.parse({ media, ...more, ...over });
      const fit = (estimator as typeof ols).fit(dataset, settings as never, request);
      if (!('diagnostics' in fit)) throw new Error(JSON.stringify(fit));
      return fit.diagnostics;
    };
    const found = diagnosticsOf({ heldout });
    expect(found.heldout_r2).toBeCloseTo(1, 6);
    expect(found.heldout_mape).toBeLessThan(1e-3);
    expect(diagnosticsOf({ heldout })).toEqual(found);
    const { heldout_r2: _r2, heldout_mape: _mape, heldout_rmse: _rmse, ...rest } = found;
    expect(diagnosticsOf({})).toEqual(rest);
  },
);
