import fc from 'fast-check';
import { expect, test } from 'vitest';
import { log } from '../../../core/math.ts';
import { openStream } from '../../../core/random/stream.ts';
import { adstocks, saturations } from '../../../media/registry.ts';
import { liftPerUnit } from '../../liftTests/lift.ts';
import type { LiftTest } from '../../liftTests/settings.ts';
import { channelResponse } from '../../response.ts';
import { mmmDensity } from '../density.ts';
import { worstDifference } from '../gradient.fixture.ts';
import { prepare } from '../prepare.ts';
import { betasAt } from '../roas/betas.ts';
import { roasData } from '../roas/data.fixture.ts';
import { samplingDensity } from '../samplingDensity.ts';
import { bayesianSettingsSchema } from '../settings.ts';

const orders = ['adstock-first', 'saturation-first'] as const;
const tests = [
  { channel: 'tv', window: [6, 9], tail: 2, effect: 120, se: 40 },
  { channel: 'tv', window: [28, 29], tail: 9, scale: 1.5, effect: 30, se: 50 },
  { channel: 'search', window: [0, 29], tail: 0, scale: 0.4, effect: 200, se: 90 },
];
const settingsOf = (settings: object) =>
  bayesianSettingsSchema.parse({ adstock: { geometric: { max_lag: 4 } }, lift_tests: tests, ...settings });
const adstockOf = (id: string) => (id === 'none' ? id : { [id]: { max_lag: 4 } });
const pairs = Object.keys(adstocks).flatMap((a) => Object.keys(saturations).map((s) => [a, s] as const));

test.each(pairs)('%s × %s: the gradient with tests equals finite differences', (a, s) => {
  for (const order of orders) {
    for (const more of [
      {},
      { priors: { 'roas[tv]': ['lognormal', 0.2, 0.5] } },
      { errors: 'student-t', priors: { roas: ['normal', 1, 0.5] } },
    ]) {
      const { model } = prepare(roasData(), settingsOf({ adstock: adstockOf(a), saturation: s, order, ...more }));
      const stream = openStream(['gradient', a, s, order]);
      for (const density of [mmmDensity(model), samplingDensity(model)]) {
        const u = Float64Array.from({ length: density.dimension }, () => 0.5 * stream.normal());
        expect(worstDifference(density, u), `${order} ${JSON.stringify(more)}`).toBeLessThan(2e-6);
      }
    }
  }
});

const anyTest = fc.record({
  channel: fc.constantFrom('tv', 'search'),
  ends: fc.tuple(fc.nat(29), fc.nat(29)),
  tail: fc.nat(12),
  scale: fc.constantFrom(0, 0.3, 2),
  effect: fc.integer({ min: -200, max: 600 }),
  se: fc.integer({ min: 10, max: 200 }),
});

test('tests add the log density of their results, given what the channels’ own replay says they measure', () => {
  fc.assert(
    fc.property(
      fc.array(anyTest, { minLength: 1, maxLength: 3 }),
      fc.constantFrom(1, 4, 13),
      fc.constantFrom(...orders),
      fc.constantFrom([5, 5], [45, 3], [0, 0]),
      fc.boolean(),
      fc.integer({ min: 0, max: 1000 }),
      (drawn, maxLag, order, [history, future], onRoas, seed) => {
        const data = roasData({ history: history!, future: future! });
        const lift_tests = drawn.map(({ ends: [a, b], ...rest }) => ({
          ...rest,
          window: [Math.min(a, b), Math.max(a, b)],
        }));
        const shape = { adstock: { delayed: { max_lag: maxLag } }, saturation: 'hill', order };
        const more = onRoas ? { ...shape, priors: { roas: ['lognormal', 0.2, 0.5] } } : shape;
        const settings = settingsOf({ ...more, lift_tests });
        const { model, channels, outcomeScale } = prepare(data, settings);
        const bare = prepare(data, settingsOf({ ...more, lift_tests: undefined })).model;
        const density = mmmDensity(model);
        const stream = openStream(['value', seed]);
        const u = Float64Array.from({ length: density.dimension }, () => 0.5 * stream.normal());
        const gradient = new Float64Array(u.length);
        const added = density.logDensity(u, gradient) - mmmDensity(bare).logDensity(u, gradient);
        const at = new Float64Array(u.length);
        density.constrain(u, at);
        const betas = betasAt(model)(at);
        const expected = (settings.lift_tests as readonly LiftTest[]).map((lift) => {
          const m = channels.findIndex(({ name }) => name === lift.channel);
          const response = channelResponse(data, channels[m]!, {
            adstock: {
              curve: 'delayed',
              parameters: model.layout.adstock[m]!.map((i) => at[i]!),
              maxLag,
              normalize: true,
            },
            saturation: { curve: 'hill', parameters: model.layout.saturation[m]!.map((i) => at[i]!) },
            order,
          });
          const z = (lift.effect! - betas[m]! * outcomeScale * liftPerUnit(response, lift)) / lift.se!;
          return -0.5 * z * z - log((lift.se! / outcomeScale) * Math.sqrt(2 * Math.PI));
        });
        const total = expected.reduce((sum, x) => sum + x, 0);
        expect(Math.abs(added - total)).toBeLessThan(1e-7 * Math.max(1, Math.abs(total)));
      },
    ),
    { numRuns: 200 },
  );
});

test('a model without tests does no work for them', () => {
  expect('lifts' in prepare(roasData(), settingsOf({ lift_tests: undefined })).model).toBe(false);
});
