import type { Plan } from '../plan/types.ts';
import type { Block } from '../run/block.ts';
import type { RunRecord } from '../run/record.ts';

/** What a worker has reported of the block it is at. */
export type BlockReport = {
  readonly note: (records: readonly RunRecord[]) => void;
  /** marks an attempt as settled without a record of the worker's */
  readonly settle: (replicate: number, arm: number) => void;
  readonly isSettled: (replicate: number, arm: number) => boolean;
  /** digests of the datasets seen, by replicate */
  readonly digests: ReadonlyMap<number, string>;
  /** the attempts that are not settled, and truths that were not seen */
  readonly rest: () => Block;
};

export function openBlockReport({ arms }: Pick<Plan, 'arms'>, block: Block): BlockReport {
  const settled = new Map<number, Set<number>>();
  const digests = new Map<number, string>();
  const indices = new Map(block.items.flatMap((item) => item.arms).map((arm) => [arms[arm]!.id, arm]));
  const settle = (replicate: number, arm: number): void => {
    settled.set(replicate, (settled.get(replicate) ?? new Set()).add(arm));
  };
  const isSettled = (replicate: number, arm: number): boolean => settled.get(replicate)?.has(arm) === true;
  return {
    note: (records) => {
      for (const record of records) {
        digests.set(record.replicate, record.digest);
        if (record.kind === 'attempt') settle(record.replicate, indices.get(record.arm)!);
      }
    },
    settle,
    isSettled,
    digests,
    rest: () => ({
      cell: block.cell,
      items: block.items
        .map((item) => ({ ...item, arms: item.arms.filter((arm) => !isSettled(item.replicate, arm)) }))
        .filter((item) => item.arms.length > 0 || !digests.has(item.replicate)),
    }),
  };
}
