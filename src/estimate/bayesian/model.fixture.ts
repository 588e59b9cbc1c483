import type { PriorSpec } from '../../core/prior.ts';
import { openStream } from '../../core/random/stream.ts';
import { adstocks, saturations } from '../../media/registry.ts';
import type { Adstock, Saturation } from '../../media/types.ts';
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
    },
    priorLookup(options.priors ?? {}, { adstock, saturation }),
  );
}
