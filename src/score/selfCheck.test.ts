import { expect, test } from 'vitest';
import { type KnownAnswer, selfCheck } from './selfCheck.ts';
import type { Performance } from './types.ts';

const bias: Performance = {
  cell: 'clean',
  arm: 'oracle-shifted',
  channel: 'tv',
  estimand: 'roas.total[0..51+7]',
  target: 'on',
  policy: 'as-analyzed',
  measure: 'bias',
  level: null,
  value: 0.52,
  mcse: 0.01,
  lower: null,
  upper: null,
  n: 10_000,
  nFailed: 0,
};
const known: KnownAnswer = { arm: 'oracle-shifted', channel: 'tv', measure: 'bias', level: null, expected: 0.5 };

test('z = (value − expected)/mcse, within 4.5', () => {
  const { passed, lines } = selfCheck([bias], [known]);
  expect(passed).toBe(true);
  expect(lines).toEqual([
    'ok    oracle-shifted tv bias (clean): 0.520 ± 0.010, expected 0.5, z 2.00',
    '1 of 1 checks hold; largest |z| 2.00, limit 4.5, false alarm 0.00 %',
  ]);
  expect(selfCheck([bias], [{ ...known, expected: 0.47 }]).passed).toBe(false);
});

test('a share is judged by the error under the known answer', () => {
  const covered: Performance = { ...bias, measure: 'coverage', level: 0.95, value: 1, mcse: 0, n: 100 };
  const answer = { ...known, measure: 'coverage', level: 0.95, expected: 0.95 };
  // 0.05/√(0.95·0.05/100) = 2.294
  expect(selfCheck([covered], [answer]).checks[0]!.z).toBeCloseTo(0.05 / Math.sqrt(0.000475), 12);
  expect(selfCheck([covered], [{ ...answer, expected: 1 }]).passed).toBe(true);
  expect(selfCheck([{ ...covered, value: 0.99 }], [{ ...answer, expected: 1 }]).passed).toBe(false);
});

test('without spread the value must be the answer, up to rounding', () => {
  const exact = { ...bias, value: 0.5 + 1e-15, mcse: 1e-17 };
  expect(selfCheck([exact], [known]).passed).toBe(true);
  expect(selfCheck([{ ...bias, value: 0, mcse: null }], [{ ...known, expected: 0 }]).passed).toBe(true);
  expect(selfCheck([{ ...exact, value: 0.5001 }], [known]).passed).toBe(false);
});

test('what is not there does not hold: no row, no value, no check at all', () => {
  const absent = selfCheck([bias], [{ ...known, channel: 'radio' }]);
  expect([absent.passed, absent.lines[0]]).toEqual([
    false,
    'FAIL  oracle-shifted radio bias: no such row, expected 0.5, z undefined',
  ]);
  expect(selfCheck([{ ...bias, value: null, mcse: null }], [known]).passed).toBe(false);
  expect(selfCheck([bias], []).passed).toBe(false);
});

test('every cell is held against the answer, and the false alarm of 200 checks is below 0.2 %', () => {
  const cells = Array.from({ length: 200 }, (_, i) => ({ ...bias, cell: `cell ${i}`, value: 0.5 }));
  const { checks, lines } = selfCheck(cells, [known]);
  expect(checks).toHaveLength(200);
  expect(lines.at(-1)).toBe('200 of 200 checks hold; largest |z| 0.00, limit 4.5, false alarm 0.14 %');
  expect(selfCheck(cells, [{ ...known, cell: 'cell 3' }]).checks).toHaveLength(1);
});

test('policies are apart', () => {
  const strict: Performance = { ...bias, measure: 'coverage', level: 0.95, policy: 'strict', value: 0.9, mcse: 0.003 };
  const answer = { ...known, measure: 'coverage', level: 0.95, expected: 0.9 };
  expect(selfCheck([strict], [answer]).passed).toBe(false);
  expect(selfCheck([strict], [{ ...answer, policy: 'strict' }]).passed).toBe(true);
});
