import { InputError } from '../core/errors.ts';
import type { EstimandRequest } from '../dataset/estimand.ts';
import type { Dataset } from '../dataset/types.ts';
import { observedEvery } from '../scenario/observation.ts';
import { type Axis, makeAxis } from './axis.ts';
import { type CompiledWorld, compileWorld } from './compile.ts';
import { responseCurves } from './curves.ts';
import { observe } from './dataset.ts';
import type { DecisionRequest } from './decision/request.ts';
import { type TrueDecision, trueDecision } from './decision/trueDecision.ts';
import type { DrawKey } from './drawKey.ts';
import { drawnWorld } from './drawParameters.ts';
import { resolveEstimands } from './estimands.ts';
import { expectedSetting } from './expected.ts';
import { geoTruths } from './geoTruth.ts';
import { observedEffects } from './observedEffects.ts';
import { drawPanel, type Panel } from './panel.ts';
import type { Truth } from './truth.ts';

export { type CompiledWorld, compileWorld };

export type SimulationRequest = DrawKey & {
  /** T, the length of the estimation window, in periods of the data */
  readonly periods: number;
  readonly requests: readonly EstimandRequest[];
  /** multiples of the factual path at which response curves are wanted */
  readonly curves?: readonly number[];
  /** a decision that is to be judged; left out: none, and nothing is computed for it */
  readonly decision?: DecisionRequest;
};

type Simulated = { readonly dataset: Dataset; readonly truth: Truth; readonly decision?: TrueDecision };

/** Periods simulated after the future of worlds that feed back on themselves, to see what comes after the tail: as long
 *  as the tail itself. */
const feedbackBeyond = 52;

/** One dataset and its truth. Same world, same request: same bits.
 *  The future is as long as the longest tail, of a channel by default or of a request, and at least `minFuture`.
 *  Parameters that have a law are drawn first: the truth is that of the drawn world.
 *  @throws InputError for requests that the world cannot answer */
export function simulate(written: CompiledWorld, request: SimulationRequest): Simulated {
  const { periods, requests, curves, decision } = request;
  const model = replicateOf(written, request);
  if (!Number.isInteger(periods) || periods < 1)
    throw new InputError({ path: 'periods', message: `${periods}; allowed is a whole number, 1 or more` });
  const estimands = resolveEstimands(model, requests, periods);
  const drawn = panelOf(
    model,
    request,
    estimands.map(({ tail }) => tail),
  );
  const expected = { ...drawn, settings: drawn.settings.map(expectedSetting) };
  const truth = {
    effects: observedEffects(expected, estimands),
    tails: model.tails,
    curves: curves === undefined ? [] : responseCurves(expected, curves),
    parameters: model.parameters,
    ...(model.world.geos === undefined ? {} : { geos: geoTruths(drawn) }),
  };
  const dataset = observe(drawn, request);
  if (decision === undefined) return { dataset, truth };
  return { dataset, truth, decision: trueDecision(expected, dataset, decision) };
}

/** The world of one replicate: parameters that have a law, drawn. */
export function replicateOf(written: CompiledWorld, key: DrawKey): CompiledWorld {
  const drawn = drawnWorld(written.world, key);
  return drawn === written.world ? written : compileWorld(drawn);
}

/** The panel that a dataset is observed from, as long as its truth needs it.
 *  @param model of the replicate
 *  @param tails of what is asked of the truth; the world's own are seen to
 *  @throws InputError for a world that explodes */
export function panelOf(
  model: CompiledWorld,
  request: DrawKey & Pick<SimulationRequest, 'periods'>,
  tails: readonly number[],
): Panel {
  const { periods } = request;
  const own = Math.max(model.world.minFuture, 0, ...Object.values(model.tails));
  const axis = axisFor(model, periods, Math.max(own, ...tails));
  const drawn = drawPanel(model, axis, request, axis.start + observedEvery(model.world) * (periods + own));
  refuseNonFinite(drawn);
  return drawn;
}

function axisFor({ world, history, steps }: CompiledWorld, periods: number, future: number): Axis {
  const every = observedEvery(world);
  const beyond = steps.some(({ feedback }) => feedback) ? every * feedbackBeyond : 0;
  const parts = { history: every * history, periods: every * periods, future: every * future };
  return makeAxis({ burnIn: world.burnIn, ...parts, beyond });
}

/** Feedback can be unstable: then the world is wrong, not an estimator. */
function refuseNonFinite({ model, axis, geos, settings }: Panel): void {
  for (const [g, { factual }] of settings.entries()) {
    for (const [node, series] of factual.values.entries()) {
      for (let t = 0; t < series.length; t++) {
        if (Number.isFinite(series[t]!)) continue;
        const where = `world "${model.world.name}"${settings.length === 1 ? '' : `, ${geos[g]!.name}`}`;
        const message = `${series[t]} in period ${t - axis.start} of ${where}; is its feedback stable?`;
        throw new InputError({ path: `nodes.${model.nodes[node]!.name}`, message });
      }
    }
  }
}
