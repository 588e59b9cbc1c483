import { loadScenario } from '../../scenario/load.node.ts';
import { resolveWorld, type Scenario } from '../../scenario/scenario.ts';
import type { World } from '../../scenario/world.ts';
import { makeAxis } from '../axis.ts';
import { type CompiledWorld, compileWorld } from '../compile.ts';
import { expectedSetting } from '../expected.ts';
import { drawPanel, type Panel } from '../panel.ts';
import { type JointValue, jointValue } from './jointValue.ts';
import type { DecisionRequest } from './request.ts';

export const half: DecisionRequest = { times: 1, bounds: [0.5, 2], effects: 'total' };
export const shipped = (name: string): World => resolveWorld(loadScenario(name) as Scenario);

/** One draw of a world of periods as long as the data's, as effects are read from it. */
function drawOf(
  world: World,
  periods: number,
  replicate = 0,
): { readonly model: CompiledWorld; readonly panel: Panel } {
  const model = compileWorld(world);
  const future = Math.max(world.minFuture, ...Object.values(model.tails));
  const axis = makeAxis({ burnIn: world.burnIn, history: model.history, periods, future, beyond: 0 });
  const drawn = drawPanel(model, axis, { seed: 5, replicate }, axis.length);
  return { model, panel: { ...drawn, settings: drawn.settings.map(expectedSetting) } };
}

export function jointOf(
  world: World,
  periods: number,
  request = half,
  replicate = 0,
): JointValue & { readonly model: CompiledWorld } {
  const { model, panel } = drawOf(world, periods, replicate);
  return { ...jointValue(panel, request, periods), model };
}
