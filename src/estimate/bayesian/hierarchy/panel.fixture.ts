import { exp } from '../../../core/math.ts';
import { openStream } from '../../../core/random/stream.ts';
import { buildDataset } from '../../../dataset/build.ts';
import type { Dataset } from '../../../dataset/types.ts';
import { type BayesianSettings, bayesianSettingsSchema } from '../settings.ts';
import type { PooledModel } from './model.ts';
import { pooledOutcome } from './pooledOutcome.ts';
import { prepareGeos } from './prepareGeos.ts';

const CHANNELS = ['tv', 'search', 'social'];
const NAMES = ['north', 'south', 'east', 'west'];

/** A panel whose spend, price and population come from a stream; the outcome is 1 per head until it is drawn. */
export function panel(
  options: {
    readonly geos?: number;
    readonly periods?: number;
    readonly channels?: number;
    readonly history?: number;
    readonly controls?: readonly string[];
    readonly key?: string;
  } = {},
): Dataset {
  const { geos = 3, periods = 16, channels = 2, history = 3, controls = ['price'], key = 'panel' } = options;
  const stream = openStream(['hierarchy', key]);
  const population = Float64Array.from({ length: geos }, () => Math.round(1000 * exp(0.6 * stream.normal())));
  // a week in five without spend; some geos spend twice of what others do
  const level = Float64Array.from({ length: geos }, () => 0.5 + stream.uniform());
  const spend = (length: number): Float64Array =>
    Float64Array.from({ length: geos * length }, (_, i) => {
      const g = Math.floor(i / length);
      return stream.uniform() < 0.2 ? 0 : population[g]! * level[g]! * stream.uniform();
    });
  const future = 3;
  return buildDataset({
    name: key,
    period: 'week',
    geos: Array.from({ length: geos }, (_, g) => NAMES[g] ?? `geo ${g}`),
    population,
    periods,
    history,
    future,
    dates: null,
    firstPeriod: 0,
    channels: CHANNELS.slice(0, channels).map((name) => ({
      name,
      spend: { history: spend(history), window: spend(periods), future: spend(future) },
    })),
    controls: controls.map((name) => ({
      name,
      values: Float64Array.from({ length: geos * periods }, () => 3 + 2 * stream.normal()),
    })),
    outcome: {
      name: 'sales',
      values: Float64Array.from({ length: geos * periods }, (_, i) => population[Math.floor(i / periods)]!),
    },
    carryoverStart: 'history',
  });
}

export const settingsOf = (settings: object = {}): BayesianSettings =>
  bayesianSettingsSchema.parse({ adstock: { geometric: { max_lag: 4 } }, ...settings });

/** A model of the panel with an outcome drawn from it. */
export function drawnModel(settings: object = {}, data = panel()): PooledModel {
  const { model } = prepareGeos(data, settingsOf(settings));
  const stream = openStream(['hierarchy', 'outcome']);
  const { drawParameters, drawOutcome } = pooledOutcome(model);
  return { ...model, y: drawOutcome(drawParameters(stream), stream) };
}

/** A point on the sampler's axes. */
export const pointOf = (n: number, key: string): Float64Array => {
  const stream = openStream(['hierarchy', key]);
  return Float64Array.from({ length: n }, () => 0.6 * stream.normal());
};

/** Priors that are not normal leave the means to the sampler; one on a bounded scale keeps its own transform. */
export const otherPriors = {
  intercept: ['student-t', 4, 0.2, 1],
  beta_sd: ['uniform', 0, 2],
  'gamma[price]': ['normal', 0.3, 0.5],
};
