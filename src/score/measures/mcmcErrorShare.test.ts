import { expect, test } from 'vitest';
import type { Performance } from '../types.ts';
import { flaggedRows, mcmcErrorLimit } from './mcmcErrorShare.ts';

const row = (value: number | null, policy: Performance['policy'] = 'as-analyzed', measure = 'mcmc_error_share') =>
  ({ measure, policy, value }) as Performance;

test('the limit is where the sampling adds half a percent to the RMSE: √(1 + share²) = 1.005', () => {
  expect(Math.sqrt(1 + mcmcErrorLimit * mcmcErrorLimit)).toBeCloseTo(1.005, 4);
});

test('flagged are cells above the limit, once, whatever the other measures say', () => {
  const flagged = row(0.11);
  const rows = [row(0.1), flagged, row(null), row(0.11, 'fallback'), row(0.11, 'as-analyzed', 'bias')];
  expect(flaggedRows(rows)).toEqual([flagged]);
});
