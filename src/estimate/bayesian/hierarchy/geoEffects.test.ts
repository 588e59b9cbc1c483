import { expect, test } from 'vitest';
import { openStream } from '../../../core/random/stream.ts';
import { buildDataset } from '../../../dataset/build.ts';
import { type Estimand, estimandKinds } from '../../../dataset/estimand.ts';
import type { Dataset, ExtendedSeries } from '../../../dataset/types.ts';
import { channelResponse } from '../../response.ts';
import { geoEffects } from './geoEffects.ts';
import { panel, settingsOf } from './panel.fixture.ts';
import { pooledOutcome } from './pooledOutcome.ts';
import { prepareGeos } from './prepareGeos.ts';

/** One geo of a dataset as national data, its spend per head divided by the largest of all geos. */
function alone(dataset: Dataset, g: number): Dataset {
  const cut = (series: Float64Array): Float64Array => {
    const length = series.length / dataset.geos.length;
    return series.slice(g * length, (g + 1) * length);
  };
  const extended = ({ history, window, future }: ExtendedSeries): ExtendedSeries => ({
    history: cut(history),
    window: cut(window),
    future: cut(future),
  });
  return buildDataset({
    ...dataset,
    geos: [dataset.geos[g]!],
    population: Float64Array.of(1),
    channels: dataset.channels.map(({ name, spend }) => {
      const own = extended(spend);
      const scale = spend.window.reduce(
        (most, x, i) => Math.max(most, x / dataset.population[Math.floor(i / dataset.periods)]!),
        0,
      );
      const scaled = (series: Float64Array): Float64Array => series.map((x) => x / dataset.population[g]! / scale);
      return {
        name,
        spend: own,
        volume: { history: scaled(own.history), window: scaled(own.window), future: scaled(own.future) },
      };
    }),
    controls: dataset.controls.map(({ name, values }) => ({ name, values: cut(values) })),
    outcome: { ...dataset.outcome, values: cut(dataset.outcome.values) },
  });
}

const windows: readonly (readonly [number, number, number])[] = [
  [0, 15, 3],
  [4, 9, 0],
  [5, 6, 2],
  [10, 15, 8],
];

test.each(['adstock-first', 'saturation-first'] as const)(
  '%s: every estimand is the sum of the geos’ own answers, each times its people and its coefficient',
  (order) => {
    const dataset = panel();
    const settings = settingsOf({ order, saturation: 'hill' });
    const prepared = prepareGeos(dataset, settings);
    const { model, outcomeScale, population } = prepared;
    const at = pooledOutcome(model).drawParameters(openStream(['geoEffects.test']));
    const estimands = windows.flatMap(([first, last, tail]) =>
      estimandKinds.map((kind): Estimand => ({ channel: 'search', kind, window: [first, last], tail })),
    );
    const answers = geoEffects(dataset, prepared, estimands)(at);
    const m = 1;
    const responses = dataset.geos.map((_, g) => {
      const own = alone(dataset, g);
      return channelResponse(own, own.channels[m]!, {
        adstock: { curve: 'geometric', parameters: [at[model.layout.adstock[m]![0]!]!], maxLag: 4, normalize: true },
        saturation: { curve: 'hill', parameters: model.layout.saturation[m]!.map((i) => at[i]!) },
        order,
      });
    });
    const spendOf = (g: number, [first, last]: Estimand['window']): number =>
      dataset.channels[m]!.spend.window.subarray(g * 16 + first, g * 16 + last + 1).reduce((sum, x) => sum + x, 0);
    estimands.forEach((estimand, e) => {
      const isRatio = !estimand.kind.startsWith('contribution');
      let [total, spend] = [0, 0];
      for (let g = 0; g < dataset.geos.length; g++) {
        const own = spendOf(g, estimand.window);
        const effect = responses[g]!.effect(estimand);
        spend += own;
        // a geo without spend in the window adds nothing
        if (effect === null) {
          if (own > 0) total = Number.NaN;
          continue;
        }
        total += at[model.layout.effects[m]!.geos + g]! * population[g]! * outcomeScale * effect * (isRatio ? own : 1);
      }
      const expected = isRatio ? total / spend : total;
      if (Number.isNaN(expected)) expect(answers[e], estimand.kind).toBeNull();
      else expect(Math.abs(answers[e]! / expected - 1), estimand.kind).toBeLessThan(1e-10);
    });
  },
);

test('windows outside the data, and channels without spend in theirs, have no answer', () => {
  const dataset = panel();
  const silent = buildDataset({
    ...dataset,
    channels: dataset.channels.map((channel) => ({
      ...channel,
      spend: { ...channel.spend, window: channel.spend.window.map((x, i) => (i % 16 < 2 ? 0 : x)) },
    })),
  });
  const prepared = prepareGeos(silent, settingsOf());
  const at = pooledOutcome(prepared.model).drawParameters(openStream(['geoEffects.test']));
  const ask = (window: readonly [number, number], kind: Estimand['kind'], channel = 'tv') =>
    geoEffects(silent, prepared, [{ channel, kind, window, tail: 2 }])(at)[0];
  expect(ask([0, 16], 'contribution')).toBeNull();
  expect(ask([0, 1], 'roas.total')).toBeNull();
  expect(ask([0, 1], 'contribution')).toBe(0);
  expect(ask([0, 15], 'roas.total', 'radio')).toBeNull();
});
