import type { Block } from '../run/block.ts';

/** A block, and what has become of it so far. */
export type Task = {
  readonly block: Block;
  /** the one attempt in it was lost once already: it is not tried a third time */
  readonly isRetry: boolean;
  /** processes that died over it before they came to an attempt */
  readonly deaths: number;
};

export type TaskQueue = { readonly next: () => Task | undefined; readonly again: (tasks: readonly Task[]) => void };

/** Blocks in the order they are made, pulled one at a time, but what is tried again comes first. */
export function openTaskQueue(blocks: Iterable<Block>): TaskQueue {
  const source = blocks[Symbol.iterator]();
  const waiting: Task[] = [];
  return {
    next: () => {
      if (waiting.length > 0) return waiting.shift();
      const { done, value } = source.next();
      return done ? undefined : { block: value, isRetry: false, deaths: 0 };
    },
    again: (tasks) => waiting.push(...tasks.filter(({ block }) => block.items.length > 0)),
  };
}
