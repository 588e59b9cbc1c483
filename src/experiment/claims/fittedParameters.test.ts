import { expect, test } from 'vitest';
import { modelOf } from '../../estimate/bayesian/bayesianMmm.ts';
import { bayesianSettingsSchema } from '../../estimate/bayesian/settings.ts';
import { ols } from '../../estimate/ols/ols.ts';
import { loadScenario } from '../../scenario/load.node.ts';
import { resolveWorld } from '../../scenario/scenario.ts';
import { compileWorld, simulate } from '../../simulate/simulate.ts';
import { trueCurves } from '../plan/trueCurves.ts';
import { fittedParameters } from './fittedParameters.ts';
import { keepParameters } from './keepParameters.ts';
import { trueParameters } from './trueParameters.ts';

const world = resolveWorld(loadScenario('jin-2017'), { 'nodes.sales.outcome.noise': { normal: 1e-9 } });
const { dataset } = simulate(compileWorld(world), { seed: 1, replicate: 0, periods: 104, requests: [] });
const truth = trueParameters(world);

test('the generating numbers under the names of claims', () => {
  expect(truth).toMatchObject({
    intercept: 4,
    'price.effect': -0.5,
    sigma: 1e-9,
    'media_1.effect': 0.8,
    'media_1.adstock.alpha': 0.6,
    'media_1.adstock.theta': 5,
    'media_2.saturation.half_saturation': 0.2,
    'media_2.saturation.slope': 2,
  });
});

test('regressions report in units of the world: with its curves and no noise, the truth comes back', () => {
  const settings = ols.settingsSchema.parse({ media: { given: trueCurves(world) } });
  const request = {
    estimands: [],
    levels: [0.9],
    stream: () => {
      throw new Error('draws nothing');
    },
  };
  const fit = ols.fit(dataset, settings, request) as Extract<Awaited<ReturnType<typeof ols.fit>>, { status: 'ok' }>;
  const found = fittedParameters('ols', settings, dataset, world, fit);
  expect(Object.keys(found)).toHaveLength(2 + 3 * 5);
  for (const [name, value] of Object.entries(found)) expect(value, name).toBeCloseTo(truth[name]!, 6);
  const kept = keepParameters(fit, 'ols', settings, dataset, world);
  if (!('diagnostics' in kept)) throw new Error(kept.status);
  expect(kept.diagnostics).toMatchObject({ 'parameter.intercept': found.intercept, r2: fit.diagnostics.r2 });
  // a family that is not the world's has no parameters of its own to compare
  const other = trueCurves(resolveWorld(loadScenario('clean')));
  const curve = Object.values(other)[0]!;
  const wrong = ols.settingsSchema.parse({ media: { given: { media_1: curve, media_2: curve, media_3: curve } } });
  const misfit = ols.fit(dataset, wrong, request) as typeof fit;
  expect(Object.keys(fittedParameters('ols', wrong, dataset, world, misfit)).sort()).toEqual([
    'intercept',
    'price.effect',
  ]);
});

// the model's own mean says what its parameters mean: it must give the world's outcome where they are the truth
test('posterior medians on scaled data, in units of the world', () => {
  const settings = bayesianSettingsSchema.parse({
    adstock: { delayed: { max_lag: 13 } },
    saturation: 'hill',
    trend: true,
  });
  const model = modelOf(dataset, settings);
  const price = dataset.controls[0]!.values;
  const center = price.reduce((a, b) => a + b, 0) / price.length;
  const spread = Math.sqrt(price.reduce((sum, x) => sum + (x - center) * (x - center), 0) / (price.length - 1));
  const scale = Math.max(...dataset.outcome.values);
  const largest = (name: string) => Math.max(...dataset.channels.find((c) => c.name === name)!.spend.window);
  const scaled = (name: string): number => {
    const [, base, label = ''] = /^(\w+)(?:\[(\w+)\])?$/.exec(name)!;
    if (base === 'intercept') return (4 - 0.5 * center) / scale;
    if (base === 'gamma') return label === 'trend' ? 0 : (-0.5 * spread) / scale;
    if (base === 'sigma') return 1e-9 / scale;
    if (base === 'beta') return truth[`${label}.effect`]! / scale;
    if (base === 'half_saturation') return truth[`${label}.saturation.half_saturation`]! / largest(label);
    return (truth[`${label}.saturation.${base}`] ?? truth[`${label}.adstock.${base}`])!;
  };
  const at = Float64Array.from(model.names, scaled);
  const out = new Float64Array(model.observations);
  model.mean(at, out);
  out.forEach((y, t) => {
    expect(y * scale).toBeCloseTo(dataset.outcome.values[t]!, 6);
  });
  const parameters = model.names.map((name, i) => ({ name, value: at[i]! }));
  const fit = { status: 'ok' as const, effects: [], fitted: out, parameters, diagnostics: { outcome_scale: scale } };
  const found = fittedParameters('bayesian-mmm', settings, dataset, world, fit);
  expect(Object.keys(found)).toHaveLength(3 + 3 * 5);
  for (const [name, value] of Object.entries(found)) expect(value, name).toBeCloseTo(truth[name]!, 12);
});
