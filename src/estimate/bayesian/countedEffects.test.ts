import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openStream } from '../../core/random/stream.ts';
import { buildDataset } from '../../dataset/build.ts';
import type { Estimand } from '../../dataset/estimand.ts';
import type { Dataset } from '../../dataset/types.ts';
import { channelResponse } from '../response.ts';
import { countedEffects } from './countedEffects.ts';
import { nationalModel } from './nationalModel.ts';
import { prepare } from './prepare.ts';
import { bayesianSettingsSchema } from './settings.ts';

function datasetOf(key: number, history: number, future: number): Dataset {
  const stream = openStream(['countedEffects.test', key]);
  const spend = (length: number) => Float64Array.from({ length }, () => Math.max(0, 100 * stream.uniform() - 30));
  const periods = 20;
  return buildDataset({
    name: 'counted',
    period: 'week',
    geos: ['national'],
    population: Float64Array.of(1),
    periods,
    history,
    future,
    dates: null,
    firstPeriod: 0,
    channels: ['tv', 'search', 'radio'].map((name) => ({
      name,
      spend: { history: spend(history), window: spend(periods), future: spend(future) },
    })),
    controls: [],
    outcome: { name: 'sales', values: Float64Array.from({ length: periods }, () => 50 + stream.uniform()) },
    carryoverStart: 'history',
  });
}

const kinds = ['roas.total', 'roas.direct', 'roas.attributed', 'contribution', 'contribution.direct'] as const;

test('equal to the replay of channelResponse, at any window, tail, history and future', () => {
  fc.assert(
    fc.property(
      fc.integer(),
      fc.constantFrom(0, 3, 6),
      fc.constantFrom(0, 2, 6),
      fc.constantFrom(...kinds),
      fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 19 })),
      fc.oneof(fc.constant(19), fc.integer({ min: 0, max: 19 })),
      fc.integer({ min: 0, max: 9 }),
      fc.constantFrom('logistic', 'hill'),
      (key, history, future, kind, a, b, tail, saturation) => {
        const dataset = datasetOf(key, history, future);
        const settings = bayesianSettingsSchema.parse({ adstock: { geometric: { max_lag: 6 } }, saturation });
        const prepared = prepare(dataset, settings);
        const window = [Math.min(a, b), Math.max(a, b)] as const;
        const estimands = ['radio', 'tv'].map((channel): Estimand => ({ channel, kind, window, tail }));
        const at = nationalModel(dataset, settings).drawParameters(openStream(['counted', key]));
        const counted = countedEffects(dataset, prepared, estimands);
        counted.respond(at);
        const { layout, channels } = prepared.model;
        const betas = layout.beta.map((i) => at[i]!);
        estimands.forEach((estimand, e) => {
          const m = prepared.channels.findIndex(({ name }) => name === estimand.channel);
          const { adstock, maxLag, normalize } = channels[m]!;
          const response = channelResponse(dataset, prepared.channels[m]!, {
            adstock: { curve: adstock.id, parameters: layout.adstock[m]!.map((i) => at[i]!), maxLag, normalize },
            saturation: { curve: saturation, parameters: layout.saturation[m]!.map((i) => at[i]!) },
            order: 'adstock-first',
          });
          const perUnit = response.effect(estimand);
          // without spend in the window a return is missing; around it, what is left may be of unlike lengths
          const whole = window[0] === 0 && window[1] === 19 && history + future === 0;
          if (perUnit === null || whole) expect(counted.covers(e)).toBe(perUnit !== null);
          if (perUnit === null || !counted.covers(e)) return;
          const exact = betas[m]! * prepared.outcomeScale * perUnit;
          const size = Math.abs(exact) + 1e-6 * betas[m]! * prepared.outcomeScale;
          expect(Math.abs(counted.effect(e, betas) - exact) / size).toBeLessThan(1e-8);
        });
      },
    ),
    { numRuns: 60 },
  );
});

test('marginal returns, unknown channels and windows outside the data are not its business', () => {
  const dataset = datasetOf(1, 3, 3);
  const prepared = prepare(dataset, bayesianSettingsSchema.parse({}));
  const window = [0, 19] as const;
  const { covers } = countedEffects(dataset, prepared, [
    { channel: 'tv', kind: 'mroas.total', window, tail: 3 },
    { channel: 'print', kind: 'roas.total', window, tail: 3 },
    { channel: 'tv', kind: 'roas.total', window: [0, 20], tail: 3 },
    { channel: 'tv', kind: 'roas.total', window, tail: 3 },
  ]);
  expect([0, 1, 2, 3].map(covers)).toEqual([false, false, false, true]);
});
