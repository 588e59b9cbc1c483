import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openStream } from '../../../core/random/stream.ts';
import type { Estimand } from '../../../dataset/estimand.ts';
import { adstocks, saturations } from '../../../media/registry.ts';
import { channelResponse } from '../../response.ts';
import { mmmDensity } from '../density.ts';
import { worstDifference } from '../gradient.fixture.ts';
import { nationalModel } from '../nationalModel.ts';
import { prepare } from '../prepare.ts';
import { samplingDensity } from '../samplingDensity.ts';
import { bayesianSettingsSchema } from '../settings.ts';
import { betasAt } from './betas.ts';
import { roasData } from './data.fixture.ts';

const orders = ['adstock-first', 'saturation-first'] as const;
const settingsOf = (settings: object) =>
  bayesianSettingsSchema.parse({ adstock: { geometric: { max_lag: 4 } }, ...settings });
const adstockOf = (id: string, lags: number) => (id === 'none' ? id : { [id]: { max_lag: lags } });
const pairs = Object.keys(adstocks).flatMap((a) => Object.keys(saturations).map((s) => [a, s] as const));

test.each(pairs)('%s × %s: the gradient in ROAS and curves equals finite differences', (a, s) => {
  for (const order of orders)
    for (const [history, future] of [
      [5, 5],
      [5, 0],
      [0, 5],
      [0, 0],
    ] as const) {
      const settings = settingsOf({
        adstock: adstockOf(a, 4),
        saturation: s,
        order,
        priors: { 'roas[tv]': ['lognormal', 0.2, 0.5], 'roas[search]': ['normal', 1, 0.5] },
      });
      const { model } = prepare(roasData({ history, future }), settings);
      expect(model.parameters.map(({ name }) => name).slice(1, 3)).toEqual(['roas[tv]', 'roas[search]']);
      const stream = openStream(['gradient', a, s, order, history, future]);
      for (const density of [mmmDensity(model), samplingDensity(model)]) {
        const u = Float64Array.from({ length: density.dimension }, () => 0.5 * stream.normal());
        expect(worstDifference(density, u), `${order} ${history} ${future}`).toBeLessThan(2e-6);
      }
    }
});

test('at a ROAS of 0 the gradient is finite and right: β is 0 and may take either sign', () => {
  const { model } = prepare(roasData(), settingsOf({ priors: { roas: ['normal', 1, 0.5] } }));
  const density = mmmDensity(model);
  expect(worstDifference(density, new Float64Array(density.dimension))).toBeLessThan(2e-6);
});

const windows = fc
  .tuple(fc.nat(29), fc.nat(29), fc.nat(12))
  .map(([a, b, tail]) => ({ window: [Math.min(a, b), Math.max(a, b)] as const, tail }));

test('the ROAS that the estimand’s own replay finds is the parameter, for any window, tail and lags', () => {
  fc.assert(
    fc.property(
      windows,
      fc.constantFrom('roas.total', 'roas.direct', 'roas.attributed'),
      fc.constantFrom(1, 4, 13, 40),
      fc.constantFrom(...orders),
      fc.constantFrom([5, 5], [45, 3], [45, 0], [0, 5], [0, 0]),
      fc.integer({ min: 0, max: 1000 }),
      ({ window, tail }, kind, maxLag, order, [history, future], seed) => {
        const dataset = roasData({ history: history!, future: future! });
        const estimand: Estimand = { channel: 'tv', kind, window, tail };
        const settings = settingsOf({
          adstock: { delayed: { max_lag: maxLag } },
          saturation: 'hill',
          order,
          priors: { 'roas[tv]': ['lognormal', 0.2, 0.5] },
        });
        const spend = dataset.channels[0]!.spend.window.subarray(window[0], window[1] + 1);
        fc.pre(spend.some((x) => x > 0));
        const prepared = prepare(dataset, settings, [estimand]);
        const at = nationalModel(dataset, settings, [estimand]).drawParameters(openStream(['draw', seed]));
        const { model, channels, outcomeScale } = prepared;
        const { response } = {
          response: channelResponse(dataset, channels[0]!, {
            adstock: {
              curve: 'delayed',
              parameters: model.layout.adstock[0]!.map((i) => at[i]!),
              maxLag,
              normalize: true,
            },
            saturation: { curve: 'hill', parameters: model.layout.saturation[0]!.map((i) => at[i]!) },
            order,
          }),
        };
        const roas = betasAt(model)(at)[0]! * outcomeScale * response.effect(estimand)!;
        // a short window within much other spend leaves a small difference of large sums
        expect(roas / at[model.layout.beta[0]!]! - 1).toBeCloseTo(0, 6);
      },
    ),
    { numRuns: 300 },
  );
});

test('the effect as reported is the sampled ROAS; β is reported beside it, and a channel with a prior on β keeps it', () => {
  const dataset = roasData();
  const estimands: Estimand[] = ['tv', 'search'].map((channel) => ({
    channel,
    kind: 'roas.total',
    window: [0, 29],
    tail: 3,
  }));
  const model = nationalModel(dataset, settingsOf({ priors: { 'roas[tv]': ['normal', 1, 2] } }), estimands);
  expect(model.names.slice(0, 4)).toEqual(['intercept', 'roas[tv]', 'beta[search]', 'alpha[tv]']);
  expect(model.derived!.names).toEqual(['beta[tv]']);
  const effects = model.effects(estimands);
  const mean = new Float64Array(model.observations);
  const other = new Float64Array(model.observations);
  for (let seed = 0; seed < 20; seed++) {
    const at = model.drawParameters(openStream(['report', seed]));
    expect(effects(at)[0]! / at[1]! - 1).toBeCloseTo(0, 12);
    // the mean is that of the model on β at the β that is reported
    const onBeta = nationalModel(dataset, settingsOf({ priors: { beta: ['normal', 0, 2] } }), estimands);
    const atBeta = at.slice();
    atBeta[1] = model.derived!.values(at)[0]!;
    model.mean(at, mean);
    onBeta.mean(atBeta, other);
    for (let t = 0; t < mean.length; t++) expect(mean[t]!).toBeCloseTo(other[t]!, 12);
  }
});

test('the same point gives the same bits, whatever was asked in between', () => {
  const { model } = prepare(roasData(), settingsOf({ priors: { roas: ['lognormal', 0, 1] } }));
  const { logDensity, dimension } = samplingDensity(model);
  const at = (scale: number) => Float64Array.from({ length: dimension }, (_, i) => scale * (i - 2));
  const [first, again] = [new Float64Array(dimension), new Float64Array(dimension)];
  const value = logDensity(at(0.1), first);
  logDensity(at(-0.2), again);
  expect(logDensity(at(0.1), again)).toBe(value);
  expect(again).toEqual(first);
});
