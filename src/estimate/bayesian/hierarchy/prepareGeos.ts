import { InputError } from '../../../core/errors.ts';
import { mean, sd } from '../../../core/stats.ts';
import type { Channel, Dataset } from '../../../dataset/types.ts';
import { type Column, fixedColumns, keptChannels } from '../../columns.ts';
import { exposurePath } from '../../media.ts';
import { perHead } from '../../perHead.ts';
import { checkPriorNames, priorLookup } from '../priors.ts';
import { type BayesianSettings, curvesOf } from '../settings.ts';
import { buildPooledModel, type PooledModel } from './model.ts';

/** The model of a dataset with geos, and what leads back to its units. */
export type PreparedGeos = {
  readonly model: PooledModel;
  readonly channels: readonly {
    /** per head */
    readonly channel: Channel;
    /** by geo: exposure per head over history, window and future, divided by the largest in any window */
    readonly paths: readonly Float64Array[];
  }[];
  /** outcome units per head of one unit of scaled outcome */
  readonly outcomeScale: number;
  readonly population: Float64Array;
};

/** Everything per head of population, then spend by its largest window value over geos, the outcome by its largest absolute
 *  value, controls centered and divided by their standard deviation over all geos and weeks.
 *  @throws InputError for channels, controls or priors of unknown names, and for effects without a mean above 0 */
export function prepareGeos(dataset: Dataset, settings: BayesianSettings): PreparedGeos {
  const { geos, periods, history, population } = dataset;
  const heads = perHead(dataset);
  const { adstock, saturation } = curvesOf(settings);
  const channels = keptChannels(heads, settings.channels).map((channel) => {
    const paths = geos.map((_, g) => exposurePath(channel, heads, g));
    const scale = paths.reduce((most, path) => Math.max(most, largest(path.subarray(history, history + periods))), 0);
    return { channel, paths: paths.map((path) => path.map((x) => x / scale)) };
  });
  const outcomeScale = largest(heads.outcome.values);
  const model = buildPooledModel(
    {
      geos,
      periods,
      history,
      y: heads.outcome.values.map((y) => y / outcomeScale),
      channels: channels.map(({ channel, paths }) => ({
        name: channel.name,
        spends: paths.map((path) => path.slice(0, history + periods)),
        adstock,
        maxLag: settings.adstock.maxLag,
        normalize: settings.adstock.normalize,
        saturation,
        order: settings.order,
      })),
      columns: fixedColumns(dataset, settings)
        .filter(({ role }) => role !== 'intercept')
        .map((column) => scaleColumn(column, periods)),
      law: settings.hierarchy.effects,
    },
    priorLookup(settings.priors, { adstock, saturation }),
  );
  checkPriorNames(
    settings.priors,
    model.parameters.map(({ name }) => name),
  );
  checkMeans(model);
  return { model, channels, outcomeScale, population };
}

/** @throws InputError where effects are kept above 0 but the prior lets their mean be below */
function checkMeans({ law, parameters, layout }: PooledModel): void {
  if (law === 'normal') return;
  const wrong = layout.effects.map(({ mean: i }) => parameters[i]!).filter(({ prior }) => prior.support[0] < 0);
  if (wrong.length === 0) return;
  throw new InputError(
    wrong.map(({ name, prior }) => ({
      path: `priors.${name}`,
      message: `${prior.family} has mass below 0, where truncated-normal effects have no mean; allowed with hierarchy.effects: normal`,
    })),
  );
}

const largest = (series: Float64Array): number => series.reduce((max, x) => Math.max(max, Math.abs(x)), 0);

/** The trend runs over [0, 1]; Fourier terms are of order one as they are. */
function scaleColumn({ name, role, values }: Column, periods: number): { name: string; values: Float64Array } {
  if (role === 'trend') return { name, values: values.map((t) => t / Math.max(1, periods - 1)) };
  if (role !== 'control') return { name, values };
  const center = mean(values);
  const spread = sd(values);
  return { name, values: values.map((x) => (x - center) / (spread > 0 ? spread : 1)) };
}
