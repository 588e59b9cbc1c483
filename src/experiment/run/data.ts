import type { EstimandRequest } from '../../dataset/estimand.ts';
import type { Dataset } from '../../dataset/types.ts';
import { type CompiledWorld, compileWorld } from '../../simulate/compile.ts';
import type { DecisionRequest } from '../../simulate/decision/request.ts';
import type { TrueDecision } from '../../simulate/decision/trueDecision.ts';
import { simulate } from '../../simulate/simulate.ts';
import type { RecordedReader } from '../plan/recording.ts';
import type { PlannedCell } from '../plan/types.ts';

/** One dataset of a cell and its true effects, in the order of the cell's estimands. */
export type CellData = {
  readonly dataset: Dataset;
  readonly values: readonly (number | null)[];
  /** in a study of decisions, what any of them costs here */
  readonly decision?: TrueDecision;
};

/** What of a plan its data depend on. */
type DataPlan = {
  readonly seed: number;
  readonly estimands: readonly EstimandRequest[];
  readonly decision?: DecisionRequest;
};

/** Makes the data of cells: simulated, or read where they are recorded. Worlds are compiled once. */
export function openData(
  { seed, estimands: requests, decision: asked }: DataPlan,
  readRecorded: RecordedReader,
): (cell: PlannedCell, replicate: number) => CellData {
  const compiled = new Map<PlannedCell, CompiledWorld>();
  return (cell, replicate) => {
    const { recording, periods } = cell;
    if (recording !== undefined) {
      return { dataset: readRecorded(recording, replicate), values: recording.datasets[replicate]!.values };
    }
    const world = compiled.get(cell) ?? compileWorld(cell.world);
    compiled.set(cell, world);
    const key = { seed, replicate, periods, requests };
    const { dataset, truth, decision } = simulate(world, asked === undefined ? key : { ...key, decision: asked });
    const values = truth.effects.map((effect) => effect.value);
    return decision === undefined ? { dataset, values } : { dataset, values, decision };
  };
}
