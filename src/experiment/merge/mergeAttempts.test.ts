import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type AttemptStatus, attemptStatuses } from '../../score/types.ts';
import type { RunRecord } from '../run/record.ts';
import { mergeAttempts } from './mergeAttempts.ts';
import { RowsDiffer } from './prefer.ts';
import { attemptOf, journal, simulationOf, truthOf } from './records.fixture.ts';

test('merging is associative', () => {
  fc.assert(
    fc.property(journal, journal, journal, (a, b, c) => {
      const whole = mergeAttempts(a, b, c);
      expect(mergeAttempts(mergeAttempts(a, b), c)).toEqual(whole);
      expect(mergeAttempts(a, mergeAttempts(b, c))).toEqual(whole);
    }),
  );
});

test('merging is commutative', () => {
  fc.assert(
    fc.property(journal, journal, (a, b) => {
      expect(mergeAttempts(b, a)).toEqual(mergeAttempts(a, b));
    }),
  );
});

test('merging is idempotent', () => {
  fc.assert(
    fc.property(journal, journal, (a, b) => {
      const whole = mergeAttempts(a, b);
      expect(mergeAttempts(whole)).toEqual(whole);
      expect(mergeAttempts(whole, a, b, whole)).toEqual(whole);
    }),
  );
});

test('every unit of either has one row, and none comes from nowhere', () => {
  const unitsOf = (records: readonly { readonly replicate: number; readonly kind: string }[]) =>
    new Set(records.map(({ kind, replicate }) => `${kind} ${replicate}`));
  fc.assert(
    fc.property(journal, journal, (a, b) => {
      const whole = mergeAttempts(a, b);
      expect(unitsOf(whole)).toEqual(unitsOf([...a, ...b]));
      expect(unitsOf(whole).size).toBe(whole.length);
      for (const record of whole) expect([...a, ...b]).toContainEqual(record);
    }),
  );
});

test('rows of every status, truths and rows of calibration take part', () => {
  const kinds = new Set<string>();
  fc.assert(
    fc.property(journal, (records) => {
      for (const record of records)
        kinds.add(record.kind === 'truth' ? 'truth' : `${record.ranks === undefined ? '' : 'ranked '}${record.status}`);
    }),
    { numRuns: 300 },
  );
  expect([...kinds].sort()).toEqual([...attemptStatuses, 'ranked ok', 'truth'].sort());
});

test('whatever the rows, one of better standing is never lost', () => {
  const standing = (record: RunRecord): number =>
    record.kind === 'truth' ? 2 : order.findIndex((statuses) => statuses.includes(record.status));
  fc.assert(
    fc.property(journal, journal, (a, b) => {
      const whole = mergeAttempts(a, b);
      for (const record of [...a, ...b]) {
        const kept = whole.find(({ kind, replicate }) => kind === record.kind && replicate === record.replicate)!;
        expect(standing(kept)).toBeGreaterThanOrEqual(standing(record));
      }
    }),
  );
});

/** issue 5: "keeps ok over nonconverged, error, invalid-output over timeout, oom over lost" */
const order: readonly (readonly AttemptStatus[])[] = [
  ['lost'],
  ['timeout', 'oom'],
  ['ok', 'refused', 'nonconverged', 'error', 'invalid-output'],
];

test('of two rows of one unit the one that says more is kept', () => {
  expect(order.flat().toSorted()).toEqual([...attemptStatuses].sort());
  for (const [rank, statuses] of order.entries()) {
    for (const better of statuses) {
      for (const worse of order.slice(0, rank).flat()) {
        const [a, b] = [attemptOf(1, better, 1), attemptOf(1, worse, 0)];
        expect(mergeAttempts([a], [b])).toEqual([a]);
        expect(mergeAttempts([b], [a])).toEqual([a]);
      }
    }
  }
});

test('two different rows of one unit that must be equal are an error that says what differs', () => {
  const certain = order[2]!;
  for (const first of certain) {
    for (const second of certain) {
      const merge = () => mergeAttempts([attemptOf(1, first, 0)], [attemptOf(1, second, 5)]);
      // times may differ
      if (first === second) expect(merge()).toHaveLength(1);
      else expect(merge).toThrow(RowsDiffer);
    }
  }
  const row = attemptOf(3, 'ok', 1);
  const other = { ...row, effects: [{ ...row.effects[0]!, point: 2 }, null] };
  expect(() => mergeAttempts([row], [other])).toThrow(
    'two rows of one unit differ though they must be equal: effects.0.point is 1 and 2',
  );
  const ranked = simulationOf(3, 1);
  expect(() => mergeAttempts([ranked], [{ ...ranked, ranks: [3, 8, 0] }])).toThrow('ranks.1 is 9 and 8');
  expect(() => mergeAttempts([ranked], [{ ...ranked, ranks: [3, 9] }])).toThrow('ranks.2 is 0 and missing');
  const refusal = attemptOf(1, 'refused', 1, 'too few periods');
  expect(() => mergeAttempts([refusal], [{ ...refusal, reason: 'no spend' }])).toThrow(
    'reason is "too few periods" and "no spend"',
  );
  expect(() => mergeAttempts([truthOf(1, 0)], [{ ...truthOf(1, 0), digest: 'x' }])).toThrow('digest is "d1" and "x"');
});
