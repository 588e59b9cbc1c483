import { expect, test } from 'vitest';
import { type KnownAnswer, selfCheck } from './selfCheck.ts';
import type { Performance } from './types.ts';

const row: Performance = {
  ...{ cell: 'clean', arm: 'oracle', channel: 'tv', estimand: 'roas.total[0..9+0]', target: 'on' },
  ...{ policy: 'as-analyzed', measure: 'bias', level: null, value: 0.5, mcse: 0.01 },
  ...{ lower: null, upper: null, n: 100, nFailed: 0 },
};
const known: KnownAnswer = { arm: 'oracle', channel: 'tv', measure: 'bias', level: null, expected: 0.5 };

test('a known answer is held against the rows of its name and against no other', () => {
  const others: readonly Partial<Performance>[] = [
    { arm: 'other' },
    { channel: 'search' },
    { measure: 'mse' },
    { level: 0.8 },
    { policy: 'strict' },
    { cell: 'confounded' },
    { estimand: 'roas.direct[0..9+0]' },
  ];
  const rows = [row, ...others.map((other) => ({ ...row, ...other }))];
  const full = { ...known, cell: 'clean', estimand: 'roas.total[0..9+0]' };
  expect(selfCheck(rows, [full]).checks.map((check) => check.row)).toEqual([row]);
  // any cell, any estimand
  expect(selfCheck(rows, [known]).checks.map((check) => check.row)).toEqual([row, rows[6], rows[7]]);
});

test('one that fails fails them all, and the summary counts it', () => {
  const { passed, lines } = selfCheck([row], [known, { ...known, expected: 0.4 }]);
  expect(passed).toBe(false);
  expect(lines).toEqual([
    'ok    oracle tv bias (clean): 0.500 ± 0.010, expected 0.5, z 0.00',
    'FAIL  oracle tv bias (clean): 0.500 ± 0.010, expected 0.4, z 10.00',
    '1 of 2 checks fail; largest |z| 10.00, limit 4.5, false alarm 0.00 %',
  ]);
});

test('a line names the level, and the policy unless it is as analyzed', () => {
  const strict: Performance = { ...row, measure: 'coverage', level: 0.8, policy: 'strict', value: 0.75, mcse: 0.05 };
  const answer: KnownAnswer = { ...known, measure: 'coverage', level: 0.8, policy: 'strict', expected: 0.8 };
  expect(selfCheck([strict], [answer]).lines[0]).toBe(
    'ok    oracle tv coverage 0.8 strict (clean): 0.750 ± 0.050, expected 0.8, z -1.25',
  );
  expect(selfCheck([row], [{ ...known, policy: 'as-analyzed' }]).lines[0]).toMatch(/^ok {4}oracle tv bias \(clean\)/);
});

test('a large answer is right up to the rounding of its own digits', () => {
  const exact = { ...row, value: 1e6 + 1e-6, mcse: 0 };
  expect(selfCheck([exact], [{ ...known, expected: 1e6 }]).passed).toBe(true);
  expect(selfCheck([{ ...exact, value: 1e6 + 1e-3 }], [{ ...known, expected: 1e6 }]).passed).toBe(false);
});

test('no value is no zero: it holds against nothing, not even 0', () => {
  const { checks } = selfCheck([{ ...row, value: null, mcse: null }], [{ ...known, expected: 0 }]);
  expect(checks).toMatchObject([{ z: null, ok: false }]);
});
