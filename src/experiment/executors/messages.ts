import type { Plan } from '../plan/types.ts';
import type { Block } from '../run/block.ts';
import type { RunRecord } from '../run/record.ts';

/** From the parent to a worker. */
export type ToWorker =
  | { readonly kind: 'plan'; readonly plan: Plan; readonly root: string }
  | { readonly kind: 'block'; readonly block: Block };

/** From a worker to its parent. */
export type FromWorker =
  /** the plan is understood: a worker that dies before this is a fault, not bad luck */
  | { readonly kind: 'ready' }
  /** an attempt begins: sent only under a time limit */
  | { readonly kind: 'begin'; readonly replicate: number; readonly arm: number }
  | { readonly kind: 'records'; readonly records: readonly RunRecord[] }
  | { readonly kind: 'done' }
  /** a fault of ours or of the study, not of a fit */
  | { readonly kind: 'fault'; readonly message: string; readonly input: boolean };
