import type { Plan } from '../plan/types.ts';
import { unitId } from '../plan/unit.ts';
import type { Block } from './block.ts';
import type { AttemptRecord } from './record.ts';

const reasons = {
  lost: 'the worker process ended during the attempt',
  timeout: 'the attempt passed the time limit',
  oom: 'the process passed the memory limit during the attempt',
} as const;

/** Rows for attempts that never answered.
 *  @param digests of the datasets that were reported before, by replicate; empty text where none was
 *  @param how the process ended: `SIGSEGV`, `exit code 1` */
export function missedAttempts(
  plan: Plan,
  block: Block,
  status: keyof typeof reasons,
  digests: ReadonlyMap<number, string>,
  how?: string,
): readonly AttemptRecord[] {
  const cell = plan.cells[block.cell]!;
  return block.items.flatMap(({ replicate, arms }) =>
    arms.map((index) => {
      const arm = plan.arms[index]!;
      return {
        kind: 'attempt',
        cell: cell.id,
        arm: arm.id,
        replicate,
        unit: unitId(cell, replicate, arm),
        digest: digests.get(replicate) ?? '',
        status,
        reason: how === undefined ? reasons[status] : `${reasons[status]} (${how})`,
        effects: [],
        diagnostics: {},
        ms: 0,
      };
    }),
  );
}
