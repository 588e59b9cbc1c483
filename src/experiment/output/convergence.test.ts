import { expect, test } from 'vitest';
import type { AttemptRecord } from '../run/record.ts';
import { judged } from './convergence.ts';

function fit(diagnostics: AttemptRecord['diagnostics'], status: AttemptRecord['status'] = 'ok'): AttemptRecord {
  const ids = { cell: '', arm: '', unit: '', digest: '' };
  return { kind: 'attempt', ...ids, replicate: 0, status, effects: [], diagnostics, ms: 0 };
}
const reached = (rhat: number, bulk: number, tail: number) => ({
  rhat_max: rhat,
  ess_bulk_min: bulk,
  ess_tail_min: tail,
  chains: 4,
  out_of_budget: 0,
});
const limits = { rhat: 1.05, essPerChain: 100 };

test.each([
  [reached(1.05, 400, 400), 'ok', undefined],
  [reached(1.06, 400, 400), 'nonconverged', 'R-hat 1.06 > 1.05'],
  [reached(1.01, 399, 900), 'nonconverged', 'ESS 399 < 100 × 4 chains'],
  [reached(1.06, 900, 1), 'nonconverged', 'R-hat 1.06 > 1.05; ESS 1 < 100 × 4 chains'],
  [{ r2: 0.9 }, 'ok', undefined],
] as const)('a fit that says %j is %s', (diagnostics, status, reason) => {
  const after = judged(fit(diagnostics), limits);
  expect([after.status, after.reason]).toEqual([status, reason]);
});

test('the limits of the study decide in both directions, where it declares any', () => {
  const failed = { ...fit(reached(1.06, 400, 400), 'nonconverged'), reason: 'its own limits' };
  expect(judged(failed, { rhat: 1.1, essPerChain: 50 })).toMatchObject({ status: 'ok' });
  expect(judged(failed, { rhat: 1.1, essPerChain: 50 })).not.toHaveProperty('reason');
  expect(judged(failed, undefined)).toBe(failed);
});

test('a fit that ran out of work, or failed otherwise, stays what it is', () => {
  const exhausted = fit({ ...reached(1.01, 900, 900), out_of_budget: 1 }, 'nonconverged');
  expect(judged(exhausted, limits)).toBe(exhausted);
  expect(judged(fit(reached(2, 1, 1), 'refused'), limits).status).toBe('refused');
});
