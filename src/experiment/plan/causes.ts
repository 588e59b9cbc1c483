import { channelsOf, worldGraph } from '../../scenario/graph.ts';
import type { Causes } from '../../score/target.ts';
import type { PlannedCell } from './types.ts';

/** What causes what in a cell; null for recorded data, of which nobody says. */
export function causesOf({ world, recording }: Pick<PlannedCell, 'world' | 'recording'>): Causes | null {
  if (recording !== undefined) return null;
  return { graph: worldGraph(world), outcome: world.outcome, channels: channelsOf(world) };
}
