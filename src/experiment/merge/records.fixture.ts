import fc from 'fast-check';
import { type AttemptStatus, attemptStatuses } from '../../score/types.ts';
import { isDeterministic } from '../run/ledger.ts';
import type { AttemptRecord, RunRecord, TruthRecord } from '../run/record.ts';

/** A row of some unit as a run might leave it: what is the same on every machine is a function of unit and status. */
export function attemptOf(unit: number, status: AttemptStatus, ms: number, reason?: string): AttemptRecord {
  return {
    kind: 'attempt',
    ...{ cell: 'c', arm: 'a', replicate: unit, unit: unit.toString(16).padStart(32, '0') },
    ...{ digest: `d${unit}`, status },
    ...(reason === undefined ? {} : { reason }),
    effects: hasEffects(status) ? [{ point: unit / 3, se: 0.1, intervals: [[unit - 1, unit + 1]] }, null] : [],
    ...{ diagnostics: hasEffects(status) ? { rhat_max: 1 + unit / 100 } : {}, ms },
  };
}

/** A fit that did not converge keeps its numbers. */
const hasEffects = (status: AttemptStatus): boolean => status === 'ok' || status === 'nonconverged';

/** The row of a study of calibration: ranks, and no effects. */
export function simulationOf(unit: number, ms: number): AttemptRecord {
  return { ...attemptOf(unit, 'ok', ms), effects: [], diagnostics: {}, ranks: [unit, 3 * unit, 0] };
}

export function truthOf(unit: number, ms: number): TruthRecord {
  return { kind: 'truth', cell: 'c', replicate: unit, digest: `d${unit}`, values: [unit / 7, null], ms };
}

const backstops = attemptStatuses.filter((status) => !isDeterministic(status));
const certain = attemptStatuses.filter(isDeterministic);

const sureOf = (unit: number, ms: number): AttemptRecord =>
  unit < 2 * certain.length
    ? attemptOf(unit, certain[unit % certain.length]!, ms, `why ${unit}`)
    : simulationOf(unit, ms);

/** Rows of 12 units that do not contradict each other: of each, one deterministic row that machines agree on (of every such
 *  status two units, the last two of a study of calibration), and what a machine may have left in its place. */
const record: fc.Arbitrary<RunRecord> = fc
  .tuple(fc.nat(11), fc.nat(3), fc.integer({ min: 0, max: 3 }), fc.constantFrom(undefined, 'why', 'not'))
  .map(([unit, kind, ms, reason]) => {
    if (kind === 0) return truthOf(unit, ms);
    if (kind === 1) return sureOf(unit, ms);
    return attemptOf(unit, backstops[(unit + kind) % backstops.length]!, ms, reason);
  });

/** The journal of one run. */
export const journal: fc.Arbitrary<readonly RunRecord[]> = fc.array(record, { maxLength: 30 });
