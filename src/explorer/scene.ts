import type { Plan } from '../experiment/plan/types.ts';
import { compileWorld, simulate } from '../simulate/simulate.ts';
import type { Scene } from './protocol.ts';

/** Where the true response curves are drawn: from nothing to twice the spend there is. */
const curveScale = [0, 0.25, 0.5, 0.75, 1, 1.25, 1.5, 1.75, 2];

/** The first dataset of a plan, with its true response curves. */
export function sceneOf(plan: Plan): Scene {
  const { world, periods } = plan.cells[0]!;
  const { dataset, truth } = simulate(compileWorld(world), {
    seed: plan.seed,
    replicate: 0,
    periods,
    requests: [],
    curves: curveScale,
  });
  return {
    outcome: { name: dataset.outcome.name, values: dataset.outcome.values },
    channels: dataset.channels.map(({ name, spend }) => ({ name, spend: spend.window })),
    curves: truth.curves,
  };
}
