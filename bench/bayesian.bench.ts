import { Bench } from 'tinybench';
import { openStream } from '../src/core/random/stream.ts';
import { buildDataset } from '../src/dataset/build.ts';
import { bayesianMmm } from '../src/estimate/bayesian/bayesianMmm.ts';
import { mmmDensity } from '../src/estimate/bayesian/density.ts';
import { prepare } from '../src/estimate/bayesian/prepare.ts';
import { samplingDensity } from '../src/estimate/bayesian/samplingDensity.ts';
import type { FitRequest } from '../src/estimate/contract.ts';
import { transformMedia } from '../src/estimate/media.ts';
import { summarise } from '../src/inference/diagnostics/summarise.ts';
import type { LogDensity } from '../src/inference/hmc/types.ts';
import type { ChannelCurves } from '../src/media/types.ts';

/** A Bayesian fit of 104 weeks × 3 channels, four chains of 500 + 500 one after another, effects and diagnostics included:
 *  the target is 3 s of one core. */
const targetSeconds = 3;

const effects = { tv: 120, social: 80, search: 50 };
const names = Object.keys(effects);
const [history, periods, future] = [7, 104, 7];
const curves: ChannelCurves = {
  adstock: { curve: 'geometric', parameters: [0.5], maxLag: 8, normalize: true },
  saturation: { curve: 'logistic', parameters: [0.03] },
  order: 'adstock-first',
};
const stream = openStream(['bench', 'bayesian']);
const paths = names.map(() => Float64Array.from({ length: history + periods + future }, () => 100 * stream.uniform()));
const price = Float64Array.from({ length: periods }, stream.normal);
const sales = Float64Array.from(price, (p) => 200 + 10 * p + 15 * stream.normal());
Object.values(effects).forEach((effect, m) => {
  const response = transformMedia(paths[m]!, curves);
  for (let t = 0; t < periods; t++) sales[t]! += effect * response[history + t]!;
});
const dataset = buildDataset({
  name: 'bench',
  period: 'week',
  geos: ['national'],
  population: Float64Array.of(1),
  periods,
  history,
  future,
  dates: null,
  firstPeriod: 0,
  channels: names.map((name, m) => ({
    name,
    spend: {
      history: paths[m]!.subarray(0, history),
      window: paths[m]!.subarray(history, history + periods),
      future: paths[m]!.subarray(history + periods),
    },
  })),
  controls: [{ name: 'price', values: price }],
  outcome: { name: 'sales', values: sales },
  carryoverStart: 'history',
});
const request: FitRequest = {
  estimands: names.map((channel) => ({ channel, kind: 'roas.total', window: [0, periods - 1], tail: 7 })),
  levels: [0.5, 0.8, 0.95],
  stream: (role) => openStream(['bench', role]),
};
const settingsOf = (extra: object) =>
  bayesianMmm.settingsSchema.parse({ sampler: { chains: 4, warmup: 500, draws: 500 }, ...extra });

const small = new Bench({ name: 'pieces, 104 weeks × 3 channels', time: 500, warmupTime: 300 });
for (const saturation of ['logistic', 'hill']) {
  const { model } = prepare(dataset, settingsOf({ saturation }));
  const densities: Readonly<Record<string, { readonly dimension: number; readonly logDensity: LogDensity }>> = {
    'all parameters': mmmDensity(model),
    'as sampled': samplingDensity(model),
  };
  for (const [what, { dimension, logDensity }] of Object.entries(densities)) {
    const u = new Float64Array(dimension).fill(0.1);
    const gradient = new Float64Array(dimension);
    small.add(`log density and gradient, ${saturation}, ${what}`, () => {
      logDensity(u, gradient);
    });
  }
}
const chains = Array.from({ length: 4 }, () => Float64Array.from({ length: 500 }, stream.normal));
small.add('R̂, ESS and MCSE of one quantity, 4 × 500 draws', () => {
  summarise(chains);
});
await small.run();
console.log(small.name);
console.table(small.table());

const fits = new Bench({ name: 'fits, four chains of 500 + 500', time: 0, iterations: 3, warmup: false });
for (const saturation of ['logistic', 'hill']) {
  const settings = settingsOf({ saturation });
  fits.add(saturation, () => {
    bayesianMmm.fit(dataset, settings, request);
  });
}
await fits.run();
console.log(fits.name);
console.table(fits.table());
const result = fits.tasks[0]!.result;
if (!('latency' in result)) throw new Error('the fits did not finish');
const seconds = result.latency.p50 / 1000;
console.log(`logistic: median ${seconds.toFixed(2)} s, target ${targetSeconds} s`);
if (seconds > targetSeconds) process.exitCode = 1;
