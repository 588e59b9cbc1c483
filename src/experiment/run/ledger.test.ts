import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { AttemptStatus } from '../../score/types.ts';
import { attemptStatuses } from '../../score/types.ts';
import { nodeSurroundings } from '../load/study.node.ts';
import { planStudy } from '../plan/planStudy.ts';
import { unitId } from '../plan/unit.ts';
import { small } from '../small.fixture.node.ts';
import { openLedger } from './ledger.ts';
import { countMissing, missingBlocks } from './missing.ts';
import type { AttemptRecord } from './record.ts';
import { select } from './select.ts';

const plan = await planStudy(small, nodeSurroundings('.'));

function attempt(cell: number, arm: number, replicate: number, status: AttemptStatus): AttemptRecord {
  return {
    kind: 'attempt',
    cell: plan.cells[cell]!.id,
    arm: plan.arms[arm]!.id,
    replicate,
    unit: unitId(plan.cells[cell]!, replicate, plan.arms[arm]!),
    digest: '',
    status,
    effects: [],
    diagnostics: {},
    ms: 0,
  };
}

/** issue 5: ok over nonconverged, error, invalid-output, all deterministic, over timeout and oom, over lost */
const strength = (status: AttemptStatus): number =>
  status === 'lost' ? 1 : status === 'timeout' || status === 'oom' ? 2 : 3;

test('of two rows of one unit the stronger counts, in whatever order they come; equals must agree', () => {
  for (const first of attemptStatuses) {
    for (const second of attemptStatuses) {
      const ledger = openLedger(plan);
      expect(ledger.note(attempt(0, 0, 0, first))).toBe('better');
      const standing = ledger.note(attempt(0, 0, 0, second));
      const [old, fresh] = [strength(first), strength(second)];
      expect(standing).toBe(fresh > old ? 'better' : fresh === old && fresh === 3 ? 'same' : 'worse');
      expect(ledger.counts().byStatus[fresh > old ? second : first]).toBe(1);
      expect(ledger.counts().done).toBe(1);
    }
  }
});

test('only what has no row, or was lost, is missing', () => {
  for (const status of attemptStatuses) {
    const ledger = openLedger(plan);
    const slot = ledger.attemptSlot(1, 5, 2);
    expect(ledger.isMissing(slot)).toBe(true);
    ledger.note(attempt(1, 2, 5, status));
    expect(ledger.isMissing(slot)).toBe(status === 'lost');
  }
});

test('a record of another plan is a stranger', () => {
  const ledger = openLedger(plan);
  expect(ledger.note({ ...attempt(0, 0, 0, 'ok'), cell: 'other' })).toBe('stranger');
  expect(ledger.note({ ...attempt(0, 0, 0, 'ok'), arm: 'other' })).toBe('stranger');
  expect(ledger.note(attempt(0, 0, small.replicates, 'ok'))).toBe('stranger');
  expect(ledger.counts().done).toBe(0);
});

test('blocks hold every missing attempt once, whatever is done already and for how many workers', () => {
  const units = fc.uniqueArray(fc.tuple(fc.nat(1), fc.nat(2), fc.nat(small.replicates - 1)), {
    selector: String,
    maxLength: 60,
  });
  fc.assert(
    fc.property(units, fc.integer({ min: 1, max: 8 }), (done, workers) => {
      const ledger = openLedger(plan);
      for (const [cell, arm, replicate] of done) ledger.note(attempt(cell, arm, replicate, 'ok'));
      const blocks = [...missingBlocks(plan, ledger, select(plan), workers)];
      const planned = blocks.flatMap(({ cell, items }) =>
        items.flatMap(({ replicate, arms }) => arms.map((arm) => `${cell},${arm},${replicate}`)),
      );
      expect(new Set(planned).size).toBe(planned.length);
      expect(planned.length).toBe(ledger.counts().total - done.length);
      expect(countMissing(plan, ledger, select(plan)).attempts).toBe(planned.length);
      expect(planned.filter((unit) => done.some((one) => one.join() === unit))).toEqual([]);
    }),
  );
});

test('a dataset whose truth was never written is simulated again, without a fit', () => {
  const ledger = openLedger(plan);
  for (let replicate = 0; replicate < small.replicates; replicate++) {
    for (const arm of [0, 1, 2]) ledger.note(attempt(0, arm, replicate, 'ok'));
  }
  const [block] = missingBlocks(plan, ledger, { cells: [0], arms: [0, 1, 2, 3] }, 1);
  expect(block!.items[0]).toEqual({ replicate: 0, arms: [] });
});

test('words select arms with all their variants, scenarios and single cells', () => {
  expect(select(plan)).toEqual({ cells: [0, 1], arms: [0, 1, 2, 3] });
  expect(select(plan, ['noisy'])).toEqual({ cells: [0, 1], arms: [1, 2] });
  expect(select(plan, ['noisy[sd=2]', 'clean'])).toEqual({ cells: [1], arms: [2] });
  expect(select(plan, ['unobserved-confounder@26'])).toEqual({ cells: [0], arms: [0, 1, 2, 3] });
  expect(select(plan, ['clean[noise=0.5]'])).toEqual({ cells: [1], arms: [0, 1, 2, 3] });
});
