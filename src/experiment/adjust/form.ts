import type { Finding } from '../../core/document.ts';
import type { PlannedArm } from '../plan/types.ts';
import type { DataForm } from '../run/dataFor.ts';
import type { ControlChoice, GraphEdits } from './types.ts';

/** Keys of an arm that the study reads, sweeps expanded. */
export type FormKeys = {
  readonly data?: DataForm | undefined;
  readonly adjust?: 'all' | ControlChoice | undefined;
  readonly graph?: 'declared' | GraphEdits | undefined;
};

/** In what form an arm gets the data. What is by default is left out, so that the arm's id is as without the key. */
export function formOf({ data, adjust, graph }: FormKeys): {
  readonly form: Pick<PlannedArm, 'data' | 'adjust' | 'graph'>;
  readonly findings: readonly Finding[];
} {
  const edits = Object.entries(graph === 'declared' ? {} : (graph ?? {})).filter(([, list]) => list.length > 0);
  const form = {
    ...(data === 'national' ? { data } : {}),
    ...(adjust === undefined || adjust === 'all' ? {} : { adjust }),
    ...(edits.length === 0 ? {} : { graph: Object.fromEntries(edits) }),
  };
  const message = 'says how the analyst draws the graph; it needs adjust: from-graph';
  return { form, findings: graph === undefined || adjust === 'from-graph' ? [] : [{ path: ['graph'], message }] };
}
