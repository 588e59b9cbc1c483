import { InputError } from '../core/errors.ts';
import type { EstimandRequest } from '../dataset/estimand.ts';
import type { Dataset } from '../dataset/types.ts';
import { type Axis, makeAxis } from './axis.ts';
import { type CompiledWorld, compileWorld } from './compile.ts';
import { responseCurves } from './curves.ts';
import { observe } from './dataset.ts';
import { trueEffects } from './effects.ts';
import { resolveEstimands } from './estimands.ts';
import { type DrawKey, drawExogenous } from './exogenous.ts';
import { expectedSetting } from './expected.ts';
import { solveWorld } from './replay.ts';
import type { Setting } from './scaled.ts';
import type { Truth } from './truth.ts';

export { type CompiledWorld, compileWorld };

export type SimulationRequest = DrawKey & {
  /** T, the length of the estimation window */
  readonly periods: number;
  readonly requests: readonly EstimandRequest[];
  /** multiples of the factual path at which response curves are wanted */
  readonly curves?: readonly number[];
};

/** Periods simulated after the future of worlds that feed back on themselves, to see what comes after the tail: as long
 *  as the tail itself. */
const feedbackBeyond = 52;

/** One dataset and its truth. Same world, same request: same bits.
 *  The future is as long as the longest tail, of a channel by default or of a request, and at least `minFuture`.
 *  @throws InputError for requests that the world cannot answer */
export function simulate(model: CompiledWorld, request: SimulationRequest): { dataset: Dataset; truth: Truth } {
  const { periods, requests, curves } = request;
  if (!Number.isInteger(periods) || periods < 1)
    throw new InputError({ path: 'periods', message: `${periods}; allowed is a whole number, 1 or more` });
  const estimands = resolveEstimands(model, requests, periods);
  const own = Math.max(model.world.minFuture, 0, ...Object.values(model.tails));
  const axis = axisFor(model, periods, Math.max(own, ...estimands.map(({ tail }) => tail)));
  const exogenous = drawExogenous(model.world, axis, request, axis.start + periods + own);
  const drawn = { model, axis, exogenous, factual: solveWorld(model, axis, exogenous) };
  refuseNonFinite(drawn);
  const dataset = observe(model, axis, drawn.factual);
  const setting = expectedSetting(drawn);
  const truth = {
    effects: trueEffects(setting, estimands),
    tails: model.tails,
    curves: curves === undefined ? [] : responseCurves(setting, curves),
    parameters: model.parameters,
  };
  return { dataset, truth };
}

function axisFor({ world, history, steps }: CompiledWorld, periods: number, future: number): Axis {
  const beyond = steps.some(({ feedback }) => feedback) ? feedbackBeyond : 0;
  return makeAxis({ burnIn: world.burnIn, history, periods, future, beyond });
}

/** Feedback can be unstable: then the world is wrong, not an estimator. */
function refuseNonFinite({ model, axis, factual }: Setting): void {
  for (const [node, series] of factual.values.entries()) {
    for (let t = 0; t < series.length; t++) {
      if (Number.isFinite(series[t]!)) continue;
      const message = `${series[t]} in period ${t - axis.start} of world "${model.world.name}"; is its feedback stable?`;
      throw new InputError({ path: `nodes.${model.nodes[node]!.name}`, message });
    }
  }
}
