import { type Plan, runsIn } from '../plan/types.ts';
import { type Pilot, sizeOf } from './pilot.ts';

/** How long a study would take, by what its pilot took. */
export type Forecast = {
  /** of one core: every dataset and every fit */
  readonly seconds: number;
  /** by arm of the plan, its fits alone */
  readonly byArm: readonly number[];
};

/** Times grow with the number of observations, along the line through the cells that were tried; with one of them, in
 *  proportion. */
export function forecast(plan: Plan, pilot: Pilot): Forecast {
  const timeOf = (points: readonly { readonly cell: number; readonly ms: number }[]) => {
    const known = points.map(({ cell, ms }) => ({ size: sizeOf(plan.cells[cell]!), ms }));
    return (cell: number): number => along(known, sizeOf(plan.cells[cell]!));
  };
  const cells = [...plan.cells.keys()];
  const total = (of: (cell: number) => number, among: readonly number[]): number =>
    (plan.replicates * among.reduce((sum, cell) => sum + of(cell), 0)) / 1000;
  const byArm = plan.arms.map((_, arm) =>
    total(
      timeOf(pilot.arms.filter((one) => one.arm === arm)),
      cells.filter((cell) => runsIn(plan, cell, arm)),
    ),
  );
  return { seconds: byArm.reduce((sum, seconds) => sum + seconds, total(timeOf(pilot.simulate), cells)), byArm };
}

/** Two timings may be noise alone: between them the line is never below the smaller, beyond them nothing is asked. */
function along(known: readonly { readonly size: number; readonly ms: number }[], size: number): number {
  if (known.length === 0) return 0;
  const bySize = [...known].sort((a, b) => a.size - b.size);
  const [low, high] = [bySize[0]!, bySize.at(-1)!];
  if (low.size === high.size) return low.ms * (size / low.size);
  const slope = (high.ms - low.ms) / (high.size - low.size);
  return Math.max(Math.min(low.ms, high.ms), low.ms + slope * (size - low.size));
}
