import { mean, sd } from '../../core/stats.ts';
import type { Channel, Dataset } from '../../dataset/types.ts';
import { type Column, fixedColumns, keptChannels } from '../columns.ts';
import { exposure } from '../media.ts';
import { buildModel, type MmmModel } from './model.ts';
import { checkPriorNames, priorLookup } from './priors.ts';
import { type BayesianSettings, curvesOf } from './settings.ts';

/** A channel with its exposure scaled: `volume` is what the curves act on, `spend` stays money. */
export type ScaledChannel = Channel & { readonly volume: NonNullable<Channel['volume']> };

/** The model of a national dataset, and what leads back to its units. */
export type Prepared = {
  readonly model: MmmModel;
  readonly channels: readonly ScaledChannel[];
  /** outcome units of one unit of scaled outcome */
  readonly outcomeScale: number;
};

const largest = (series: Float64Array): number => series.reduce((max, x) => Math.max(max, Math.abs(x)), 0);

function scaleChannel(channel: Channel): ScaledChannel {
  const { history, window, future } = exposure(channel);
  const scale = largest(window);
  const divide = (series: Float64Array): Float64Array => series.map((x) => x / scale);
  return { ...channel, volume: { history: divide(history), window: divide(window), future: divide(future) } };
}

/** Centered, and divided by the standard deviation: the prior on γ then means the same for every control. The trend and
 *  Fourier columns are already of order one once the trend runs over [0, 1]. */
function scaleColumn({ name, role, values }: Column): { name: string; values: Float64Array } {
  if (role === 'trend') return { name, values: values.map((t) => t / Math.max(1, values.length - 1)) };
  if (role !== 'control') return { name, values };
  const center = mean(values);
  const spread = sd(values);
  return { name, values: values.map((x) => (x - center) / (spread > 0 ? spread : 1)) };
}

/** @throws InputError for channels, controls or priors of unknown names */
export function prepare(dataset: Dataset, settings: BayesianSettings): Prepared {
  const channels = keptChannels(dataset, settings.channels).map(scaleChannel);
  const outcomeScale = largest(dataset.outcome.values);
  const { adstock, saturation } = curvesOf(settings);
  const model = buildModel(
    {
      y: dataset.outcome.values.map((y) => y / outcomeScale),
      history: dataset.history,
      channels: channels.map(({ name, volume }) => ({
        name,
        spend: Float64Array.from([...volume.history, ...volume.window]),
        adstock,
        maxLag: settings.adstock.maxLag,
        normalize: settings.adstock.normalize,
        saturation,
        order: settings.order,
      })),
      columns: fixedColumns(dataset, settings)
        .filter(({ role }) => role !== 'intercept')
        .map(scaleColumn),
    },
    priorLookup(settings.priors, { adstock, saturation }),
  );
  checkPriorNames(
    settings.priors,
    model.parameters.map(({ name }) => name),
  );
  return { model, channels, outcomeScale };
}
