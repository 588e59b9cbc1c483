import { mean, sd } from '../../core/stats.ts';
import type { Estimand } from '../../dataset/estimand.ts';
import type { Channel, Dataset } from '../../dataset/types.ts';
import { type Column, fixedColumns, keptChannels } from '../columns.ts';
import { measuredTests } from '../liftTests/measured.ts';
import { exposure } from '../media.ts';
import { errorModels } from './errors/registry.ts';
import { modelLifts } from './lift/modelLift.ts';
import { liftPriors } from './lift/priors.ts';
import { buildModel, type MmmModel } from './model.ts';
import { checkPriorNames, priorLookup } from './priors.ts';
import { aimedEstimand } from './roas/aimedEstimand.ts';
import { type CountedReturn, countedReturn } from './roas/countedReturn.ts';
import { isOnRoas, withRoasPriors } from './roas/priors.ts';
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

/** @param asked which ROAS a prior on it is on: the first of each channel
 *  @throws InputError for channels, controls or priors of unknown names */
export function prepare(dataset: Dataset, settings: BayesianSettings, asked: readonly Estimand[] = []): Prepared {
  const channels = keptChannels(dataset, settings.channels).map(scaleChannel);
  const outcomeScale = largest(dataset.outcome.values);
  const { adstock, saturation } = curvesOf(settings);
  const { maxLag } = settings.adstock;
  const names = dataset.channels.map(({ name }) => name);
  const tests = measuredTests(
    settings.lift_tests,
    channels.map(({ name }) => name),
    dataset,
  );
  const tested = liftPriors(tests.prior, dataset);
  const byTest = Object.fromEntries([...tested].map(([name, { spec }]) => [`roas[${name}]`, spec]));
  const priors = { ...withRoasPriors(settings, names), ...byTest };
  const counted = (channel: ScaledChannel): { readonly counted?: CountedReturn } => {
    if (!isOnRoas(priors, channel.name)) return {};
    const estimand =
      tested.get(channel.name)?.estimand ??
      aimedEstimand(asked, channel.name, settings.roas_prior?.estimand, dataset, maxLag);
    return { counted: countedReturn(dataset, channel, maxLag, estimand, outcomeScale) };
  };
  const model = buildModel(
    {
      y: dataset.outcome.values.map((y) => y / outcomeScale),
      history: dataset.history,
      channels: channels.map((channel) => ({
        name: channel.name,
        spend: Float64Array.from([...channel.volume.history, ...channel.volume.window]),
        adstock,
        maxLag,
        normalize: settings.adstock.normalize,
        saturation,
        order: settings.order,
        ...counted(channel),
      })),
      columns: fixedColumns(dataset, settings)
        .filter(({ role }) => role !== 'intercept')
        .map(scaleColumn),
      errors: errorModels[settings.errors],
      ...(tests.likelihood.length === 0
        ? {}
        : { lifts: modelLifts(dataset, channels, tests.likelihood, maxLag, outcomeScale) }),
    },
    priorLookup(priors, { adstock, saturation }),
  );
  checkPriorNames(settings.priors, [
    ...model.parameters.map(({ name }) => name),
    ...channels.map(({ name }) => `roas[${name}]`),
  ]);
  return { model, channels, outcomeScale };
}
