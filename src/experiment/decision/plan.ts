import type { Finding } from '../../core/document.ts';
import { channelsOf, tails } from '../../scenario/graph.ts';
import type { DecisionRequest } from '../../simulate/decision/request.ts';
import type { Plan, PlannedCell } from '../plan/types.ts';

type Decided = Pick<PlannedCell, 'world' | 'periods'>;

/** First and last period that is decided, and how long the outcome is counted after it: the longest tail of a channel. */
export function decisionHorizon({ world, periods }: Decided, { window }: DecisionRequest) {
  const first: readonly [number, number] = [0, periods - 1];
  return { window: window ?? first, tail: Math.max(0, ...Object.values(tails(world))) };
}

/** What stands for the estimand in rows of decisions: `decision.total[0..103+12]`. */
export function decisionKey(cell: Decided, request: DecisionRequest): string {
  const { window, tail } = decisionHorizon(cell, request);
  return `decision.${request.effects}[${window[0]}..${window[1]}+${tail}]`;
}

/** The key where a study decides, for what takes it as an option. */
export function decisionIn({ decision }: Pick<Plan, 'decision'>, cell: Decided): { readonly decision?: string } {
  return decision === undefined ? {} : { decision: decisionKey(cell, decision) };
}

/** Why no decision can be judged in a cell. */
export function decisionFindings(cells: readonly PlannedCell[], request: DecisionRequest | undefined): Finding[] {
  if (request === undefined) return [];
  return cells.flatMap((cell): Finding[] => {
    const { name, scenario, world, periods, recording } = cell;
    if (recording !== undefined) {
      const message = `${scenario} is recorded: nobody knows what another split would have brought; decisions need simulated worlds`;
      return [{ path: ['decision'], message }];
    }
    const count = channelsOf(world).length;
    if (count < 2) {
      const message = `in cell ${name}: ${count} channel${count === 1 ? '' : 's'}; a budget is split among 2 or more`;
      return [{ path: ['decision'], message }];
    }
    const last = request.window?.[1] ?? 0;
    if (last < periods) return [];
    const message = `[${request.window!.join(', ')}]; in cell ${name} allowed are first ≤ last within 0..${periods - 1}`;
    return [{ path: ['decision', 'window'], message }];
  });
}
