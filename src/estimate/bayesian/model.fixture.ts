import { determinant, Matrix } from 'ml-matrix';
import { log } from '../../core/math.ts';
import type { PriorSpec } from '../../core/prior.ts';
import { openStream } from '../../core/random/stream.ts';
import { adstocks, saturations } from '../../media/registry.ts';
import type { Adstock, Saturation } from '../../media/types.ts';
import type { SamplingDensity } from './density.ts';
import type { ErrorModel } from './errors/types.ts';
import { buildModel, type MmmModel, type ModelChannel } from './model.ts';
import { priorLookup } from './priors.ts';

/** Two channels, two columns, 20 periods after 4 of history; every number from a stream. Spend is 0 in one period out of
 *  five. Default priors, unless given. */
export function smallModel(
  options: {
    readonly adstock?: Adstock;
    readonly saturation?: Saturation;
    readonly order?: ModelChannel['order'];
    readonly normalize?: boolean;
    readonly history?: number;
    readonly errors?: ErrorModel;
    readonly priors?: Readonly<Record<string, PriorSpec>>;
  } = {},
): MmmModel {
  const { adstock = adstocks.geometric, saturation = saturations.logistic, history = 4 } = options;
  const stream = openStream(['smallModel']);
  const T = 20;
  const spend = (): Float64Array =>
    Float64Array.from({ length: history + T }, () => (stream.uniform() < 0.2 ? 0 : stream.uniform()));
  return buildModel(
    {
      y: Float64Array.from({ length: T }, () => 1 + 0.3 * stream.normal()),
      history,
      channels: ['tv', 'search'].map((name) => ({
        name,
        spend: spend(),
        adstock,
        maxLag: 6,
        normalize: options.normalize ?? true,
        saturation,
        order: options.order ?? 'adstock-first',
      })),
      columns: ['price', 'trend'].map((name) => ({
        name,
        values: Float64Array.from({ length: T }, () => stream.normal()),
      })),
      ...(options.errors === undefined ? {} : { errors: options.errors }),
    },
    priorLookup(options.priors ?? {}, { adstock, saturation }),
  );
}

/** log |∂(each parameter on its own transform)/∂u| of a density's coordinates, by central differences: what its log density has
 *  beside that of `mmmDensity` at the same parameters. */
export function logJacobian(
  model: MmmModel,
  { dimension, nameOf, complete }: SamplingDensity,
  u: Float64Array,
): number {
  const places = Array.from({ length: dimension }, (_, axis) =>
    model.parameters.findIndex(({ name }) => name === nameOf(axis)),
  );
  const theta = new Float64Array(model.parameters.length);
  const own = (at: Float64Array): number[] => {
    complete(at, openStream(['logJacobian']), theta);
    return places.map((i) => model.parameters[i]!.transform.free(theta[i]!));
  };
  const h = 1e-5;
  const slopes = Array.from(u, (_, j) => {
    const [above, below] = [h, -h].map((by) => own(u.map((x, i) => (i === j ? x + by : x))));
    return above!.map((x, i) => (x - below![i]!) / (2 * h));
  });
  return log(Math.abs(determinant(new Matrix(slopes))));
}
