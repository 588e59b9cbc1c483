import { beforeAll, expect, test } from 'vitest';
import { nodeSurroundings } from '../../experiment/load/study.node.ts';
import type { RecordSource } from '../../experiment/output/rows.ts';
import { planStudy } from '../../experiment/plan/planStudy.ts';
import type { Plan } from '../../experiment/plan/types.ts';
import { openLedger } from '../../experiment/run/ledger.ts';
import type { AttemptRecord, TruthRecord } from '../../experiment/run/record.ts';
import { parseStudy } from '../../experiment/study/study.ts';
import { attemptFacts } from './attempts.ts';

const REPLICATES = 1500;
let plan: Plan;
let source: RecordSource;
/** what the records weigh that are still in memory, largest */
let heaviest = 0;

/** Replicate r is off by r % 1000 and took r ms; every third failed. Each record drags a megabyte along. */
beforeAll(async () => {
  const study = parseStudy(
    `{ name: many, scenarios: [clean], periods: 26, estimators: { ols: { use: ols } }, replicates: ${REPLICATES}, seed: 1 }`,
    'many.yaml',
  );
  plan = await planStudy(study, nodeSurroundings('.'));
  const ledger = openLedger(plan);
  const [first, asked] = [ledger.attemptSlot(0, 0, 0), plan.cells[0]!.estimands.length];
  const ids = { cell: '', digest: '', diagnostics: {} };
  const attempt = (r: number): AttemptRecord & { readonly ballast: ArrayBuffer } => {
    heaviest = Math.max(heaviest, process.memoryUsage().arrayBuffers);
    const effect = { point: r % 1000, se: null, intervals: [] };
    const failed = r % 3 === 0 ? { status: 'error', reason: r % 6 === 0 ? 'singular' : 'flat' } : { status: 'ok' };
    return {
      ...{
        kind: 'attempt',
        ...ids,
        arm: '',
        unit: `unit-${r}`,
        replicate: r,
        ms: r,
        ballast: new ArrayBuffer(1 << 20),
      },
      ...(failed as Pick<AttemptRecord, 'status' | 'reason'>),
      effects: Array.from({ length: asked }, () => (r % 3 === 0 ? null : effect)),
    };
  };
  const truth = (replicate: number): TruthRecord => ({
    ...{ kind: 'truth', cell: '', digest: '', replicate, ms: 0 },
    values: Array.from({ length: asked }, () => 0),
  });
  source = { ledger, read: (slot) => (slot < first ? truth(slot) : attempt(slot - first)) };
});

test('attempts are read one at a time, and summed up as all of them say', () => {
  const { failures, fits, units } = attemptFacts(plan, source);
  expect(heaviest).toBeLessThan(800 * 2 ** 20);
  expect(failures).toMatchObject([{ n: 1500, byStatus: { ok: 1000, error: 500 }, reason: 'singular' }]);
  // 0 … 1499 ms: mean 749.5, variance n(n + 1)/12
  const mcse = Math.sqrt((1500 * 1501) / 12 / 1500) / 1000;
  expect(fits).toMatchObject([{ n: 1500, seconds: 0.7495, ess: null }]);
  expect(fits[0]!.secondsMcse).toBeCloseTo(mcse, 6);
  for (const unit of units) expect(unit).toMatchObject({ unit: 'unit-998', replicate: 998, why: 'farthest' });
  expect(units).toHaveLength(plan.cells[0]!.estimands.length);
});

test('no study makes the page larger than it may be, and the page says what is missing', () => {
  const asked = plan.cells[0]!.estimands.length;
  const few = attemptFacts(plan, source, { estimates: 4 * asked + 1, units: asked });
  expect(few.estimates).toHaveLength(4 * asked);
  expect(few.notes).toEqual([
    'Single estimates are drawn of the first 4 of 1500 replicates; all are in estimates.csv.',
  ]);
  const none = attemptFacts(plan, source, { estimates: asked - 1, units: asked - 1 });
  expect(none.estimates).toEqual([]);
  expect(none.units).toHaveLength(asked - 1);
  expect(none.notes).toEqual([
    `No single estimates are drawn: one of each of ${asked} answers is more than the page holds (${asked - 1}); all are in estimates.csv.`,
    `The page names the unit to replay for up to ${asked - 1} of ${asked} answers; ids of all units are in estimates.csv.`,
  ]);
});
