import { type AttemptStatus, attemptStatuses } from '../../score/types.ts';
import { type Plan, runsIn } from '../plan/types.ts';
import type { AttemptRecord, RunRecord } from './record.ts';

/** What a record means for a ledger that has this unit's row already: it is better and takes its place, it is no
 *  better, it must say the same, or it names nothing in the plan. */
export type Standing = 'better' | 'worse' | 'same' | 'stranger';

export type Counts = {
  /** units of the plan */
  readonly total: number;
  /** units with a row, lost ones included */
  readonly done: number;
  readonly byStatus: Readonly<Record<AttemptStatus, number>>;
};

/** Which units of a plan have a row, in one byte a unit. */
export type Ledger = {
  /** takes note of a record and says how it stands to what was there */
  readonly note: (record: RunRecord) => Standing;
  /** place of a record among all truths, then all attempts; undefined for strangers */
  readonly slot: (record: RunRecord) => number | undefined;
  readonly truthSlot: (cell: number, replicate: number) => number;
  readonly attemptSlot: (cell: number, replicate: number, arm: number) => number;
  readonly has: (slot: number) => boolean;
  /** status of an attempt's row; undefined where there is none, and for truths */
  readonly statusAt: (slot: number) => AttemptStatus | undefined;
  /** sets a row that takes the place of one as strong as itself */
  readonly put: (record: AttemptRecord) => void;
  /** a unit without a row, or whose machine died: statistics.md §4 */
  readonly isMissing: (slot: number) => boolean;
  readonly slots: number;
  readonly counts: () => Counts;
};

/** Same inputs, same row: two of these must be equal. */
const DETERMINISTIC = 3;
const BACKSTOP = 2;
const LOST = 1;
/** Which of two rows of one unit counts: the higher. */
export const rank = (status: AttemptStatus): number => {
  if (status === 'lost') return LOST;
  return status === 'timeout' || status === 'oom' ? BACKSTOP : DETERMINISTIC;
};

/** Is such a row the same on every machine, however the study was run? */
export const isDeterministic = (status: AttemptStatus): boolean => rank(status) === DETERMINISTIC;

export function openLedger(plan: Plan): Ledger {
  const { replicates } = plan;
  const cells = new Map(plan.cells.map((cell, i) => [cell.id, i]));
  const arms = new Map(plan.arms.map((arm, i) => [arm.id, i]));
  const truths = cells.size * replicates;
  const slots = truths * (1 + arms.size);
  const pairs = plan.cells.flatMap((_, c) => plan.arms.filter((_arm, a) => runsIn(plan, c, a))).length;
  // 0: no row; else 1 + the index of the status, and 1 for a truth
  const states = new Uint8Array(slots);
  const truthSlot = (cell: number, replicate: number): number => cell * replicates + replicate;
  const attemptSlot = (cell: number, replicate: number, arm: number): number =>
    truths + (cell * arms.size + arm) * replicates + replicate;

  const slot = (record: RunRecord): number | undefined => {
    const cell = cells.get(record.cell);
    if (cell === undefined || record.replicate >= replicates) return undefined;
    if (record.kind === 'truth') return truthSlot(cell, record.replicate);
    const arm = arms.get(record.arm);
    return arm === undefined || !runsIn(plan, cell, arm) ? undefined : attemptSlot(cell, record.replicate, arm);
  };
  const note = (record: RunRecord): Standing => {
    const at = slot(record);
    if (at === undefined) return 'stranger';
    const before = states[at]!;
    const now = record.kind === 'truth' ? 1 : 1 + attemptStatuses.indexOf(record.status);
    if (before !== 0 && record.kind === 'truth') return 'same';
    const [old, fresh] = [
      before === 0 ? 0 : rank(attemptStatuses[before - 1]!),
      record.kind === 'truth' ? 1 : rank(record.status),
    ];
    if (fresh === old) return fresh === DETERMINISTIC ? 'same' : 'worse';
    if (fresh < old) return 'worse';
    states[at] = now;
    return 'better';
  };
  const isMissing = (at: number): boolean =>
    states[at] === 0 || (at >= truths && rank(attemptStatuses[states[at]! - 1]!) === LOST);
  const counts = (): Counts => {
    const tally = new Array<number>(attemptStatuses.length).fill(0);
    for (let at = truths; at < slots; at++) if (states[at] !== 0) tally[states[at]! - 1]! += 1;
    const byStatus = Object.fromEntries(attemptStatuses.map((status, i) => [status, tally[i]!]));
    return {
      total: replicates * pairs,
      done: tally.reduce((sum, count) => sum + count, 0),
      byStatus: byStatus as Record<AttemptStatus, number>,
    };
  };
  const statusAt = (at: number): AttemptStatus | undefined =>
    at < truths || states[at] === 0 ? undefined : attemptStatuses[states[at]! - 1];
  const put = (record: AttemptRecord): void => {
    const at = slot(record);
    if (at !== undefined) states[at] = 1 + attemptStatuses.indexOf(record.status);
  };
  const has = (at: number): boolean => states[at] !== 0;
  return { note, slot, truthSlot, attemptSlot, has, statusAt, put, isMissing, slots, counts };
}
