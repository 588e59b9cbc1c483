import fc from 'fast-check';
import { expect, test } from 'vitest';
import { exp, log } from '../../../core/math.ts';
import { adstocks, saturations } from '../../../media/registry.ts';
import type { Adstock, Saturation } from '../../../media/types.ts';
import { channelTerms, mediaTerms } from '../channelTerms.ts';
import { mmmDensity } from '../density.ts';
import { buildModel, type MmmModel, type ModelChannel } from '../model.ts';
import { saturationLoops } from './saturationLoops.ts';

const sine = (length: number, k: number): Float64Array =>
  Float64Array.from({ length }, (_, t) => Math.max(0, Math.sin(1.7 * t * k + k) + 0.4));

type Shape = { readonly channels: number; readonly history: number; readonly T: number; readonly after: number | null };

/** A model of channels with these curves; with `after`, their ROAS is the parameter, counted to so many periods past the window. */
function modelOf(adstock: Adstock, saturation: Saturation, maxLag: number, normalize: boolean, shape: Shape): MmmModel {
  const { history, T, after } = shape;
  const channels = Array.from({ length: shape.channels }, (_, m): ModelChannel => {
    const counted = {
      first: 0,
      last: T - 1 + (after ?? 0),
      after: sine(after ?? 0, m + 3),
      rest: history === 0 ? null : { exposure: sine(history + 4, m + 2), history, periods: 4 },
      spend: 7 + m,
    };
    return {
      name: `x${m}`,
      spend: sine(history + T, m + 1),
      adstock,
      maxLag,
      normalize,
      saturation,
      order: 'adstock-first',
      ...(after === null ? {} : { counted }),
    };
  });
  const curvePriors = [...adstock.parameters, ...saturation.parameters];
  return buildModel({ y: sine(T, 9), history, channels, columns: [] }, (base) =>
    base === 'roas'
      ? ['lognormal', 0, 1]
      : (curvePriors.find(({ name }) => base.endsWith(name))?.prior ?? ['half-normal', 1]),
  );
}

/** Means and derivatives of both ways at one point. */
function both(model: MmmModel, u: number) {
  const n = model.parameters.length;
  const theta = new Float64Array(n);
  mmmDensity(model).constrain(
    Float64Array.from({ length: n }, (_, i) => u * Math.cos(i)),
    theta,
  );
  const byMean = sine(model.y.length, 5);
  return [mediaTerms(model), channelTerms(model)].map((terms) => {
    const mean = new Float64Array(model.y.length).fill(0.5);
    const byTheta = new Float64Array(n);
    for (const term of terms) term.forward(theta, mean);
    for (const term of terms) term.backward(theta, byMean, byTheta);
    return { terms: terms.length, mean, byTheta };
  });
}

function expectClose(a: Float64Array, b: Float64Array): void {
  const size = b.reduce((max, x) => Math.max(max, Math.abs(x)), 1e-3);
  for (const [i, x] of a.entries()) expect(Math.abs(x - b[i]!) / size).toBeLessThan(1e-10);
}

const pairs = Object.values(adstocks).flatMap((adstock) =>
  Object.values(saturations).map((saturation) => [adstock.id, saturation.id, adstock, saturation] as const),
);

test.each(pairs)('%s and %s: the kernel equals the channels one by one', (_, id, adstock, saturation) => {
  expect(saturationLoops).toHaveProperty(id);
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 5 }),
      fc.integer({ min: 0, max: 3 }),
      fc.integer({ min: 5, max: 24 }),
      fc.option(fc.integer({ min: 0, max: 3 })),
      fc.integer({ min: 2, max: 6 }),
      fc.boolean(),
      fc.double({ min: -1.2, max: 1.2, noNaN: true }),
      (channels, history, T, after, maxLag, normalize, u) => {
        const lags = adstock.id === 'none' ? 1 : maxLag;
        const model = modelOf(adstock, saturation, lags, normalize, { channels, history, T, after });
        const [whole, apart] = both(model, u);
        expect(whole!.terms).toBe(1);
        expectClose(whole!.mean, apart!.mean);
        expectClose(whole!.byTheta, apart!.byTheta);
      },
    ),
    { numRuns: 12 },
  );
});

test('channels of different curves, and saturation before adstock, go one by one', () => {
  const shape = { channels: 2, history: 0, T: 8, after: null };
  const model = modelOf(adstocks.geometric, saturations.logistic, 3, true, shape);
  const [first, second] = model.channels;
  const changed = (change: Partial<ModelChannel>) =>
    mediaTerms({ ...model, channels: [first!, { ...second!, ...change }] });
  expect(changed({})).toHaveLength(1);
  expect(changed({ maxLag: 2 })).toHaveLength(2);
  expect(changed({ saturation: saturations.exponential })).toHaveLength(2);
  expect(changed({ order: 'saturation-first' })).toHaveLength(2);
});

test('densities may take turns: each finds its own data again', () => {
  const shape = { channels: 3, history: 2, T: 20, after: null };
  const a = modelOf(adstocks.geometric, saturations.hill, 4, true, shape);
  const b = modelOf(adstocks.delayed, saturations.logistic, 5, false, { ...shape, T: 900, channels: 12 });
  const value = (model: MmmModel) => {
    const { logDensity, dimension } = mmmDensity(model);
    const u = new Float64Array(dimension).fill(0.2);
    const gradient = new Float64Array(dimension);
    return () => [logDensity(u, gradient), ...gradient];
  };
  const [ofA, ofB] = [value(a), value(b)];
  const alone = ofA();
  ofB();
  expect(ofA()).toEqual(alone);
});

test("exp and log of the kernel, through the curves: Hill's at any slope over 300 orders of magnitude", () => {
  const kappa = 0.7;
  for (const slope of [0.3, 1, 2.5, 20]) {
    for (const x of [1e-200, 1e-9, 0.1, 0.69, 0.7, 0.71, 3, 1e9, 1e200]) {
      const model = modelOf(adstocks.none, saturations.hill, 1, false, { channels: 1, history: 0, T: 1, after: null });
      const only = { ...model, channels: [{ ...model.channels[0]!, spend: Float64Array.of(x) }] };
      const mean = new Float64Array(1);
      const theta = Float64Array.of(0, 1, kappa, slope, 1);
      for (const term of mediaTerms(only)) term.forward(theta, mean);
      const exact = 1 / (1 + exp(-slope * (log(x) - log(kappa))));
      expect(Math.abs(mean[0]! - exact)).toBeLessThan(
        2e-13 * Math.max(1, Math.abs(slope * Math.log(x))) * Math.max(exact, 1e-290),
      );
    }
  }
});
