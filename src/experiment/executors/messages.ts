import type { Plan } from '../plan/types.ts';
import type { Block } from '../run/block.ts';

/** From the parent to a worker. */
export type ToWorker =
  | { readonly kind: 'plan'; readonly plan: Plan; readonly root: string }
  | { readonly kind: 'block'; readonly block: Block };

/** From a worker to its parent. */
export type FromWorker =
  /** the plan is understood: a worker that dies before this is a fault, not bad luck */
  | { readonly kind: 'ready' }
  /** a list of `RunRecord` as JSON: one string crosses between processes several times faster than its objects do */
  | { readonly kind: 'records'; readonly records: string }
  | { readonly kind: 'done' }
  /** memory is not given back: the rest of the block is for a fresh process, whose size is that of its own attempts */
  | { readonly kind: 'worn' }
  /** a fault of ours or of the study, not of a fit */
  | { readonly kind: 'fault'; readonly message: string; readonly input: boolean };

const kinds: readonly unknown[] = ['ready', 'records', 'done', 'worn', 'fault'] satisfies readonly FromWorker['kind'][];

/** A user's estimator can send what it likes over the same channel. */
export function isFromWorker(message: unknown): message is FromWorker {
  return typeof message === 'object' && message !== null && kinds.includes((message as { kind?: unknown }).kind);
}
