import { Bench } from 'tinybench';
import { openStream } from '../src/core/random/stream.ts';
import { bayesianMmm } from '../src/estimate/bayesian/bayesianMmm.ts';
import { mmmDensity } from '../src/estimate/bayesian/density.ts';
import { prepare } from '../src/estimate/bayesian/prepare.ts';
import { samplingDensity } from '../src/estimate/bayesian/samplingDensity.ts';
import { summarise } from '../src/inference/diagnostics/summarise.ts';
import type { LogDensity } from '../src/inference/hmc/types.ts';
import { mmmData } from './mmmData.ts';

/** What a Bayesian fit of 104 weeks × 3 channels is made of. */
const dataset = mmmData(104, 3);
const stream = openStream(['bench', 'bayesian']);
const bench = new Bench({ name: 'pieces, 104 weeks × 3 channels', time: 500, warmupTime: 300 });
for (const saturation of ['logistic', 'hill']) {
  for (const [prior, extra] of [
    ['β', {}],
    ['ROAS', { roas_prior: { center: 1 } }],
  ] as const) {
    const { model } = prepare(dataset, bayesianMmm.settingsSchema.parse({ saturation, ...extra }));
    const densities: Readonly<Record<string, { readonly dimension: number; readonly logDensity: LogDensity }>> = {
      'all parameters': mmmDensity(model),
      'as sampled': samplingDensity(model),
    };
    for (const [what, { dimension, logDensity }] of Object.entries(densities)) {
      const u = new Float64Array(dimension).fill(0.1);
      const gradient = new Float64Array(dimension);
      bench.add(`log density and gradient, ${saturation}, priors on ${prior}, ${what}`, () => {
        logDensity(u, gradient);
      });
    }
  }
}
const chains = Array.from({ length: 4 }, () => Float64Array.from({ length: 500 }, stream.normal));
bench.add('R̂, ESS and MCSE of one quantity, 4 × 500 draws', () => {
  summarise(chains);
});
await bench.run();
console.log(bench.name);
console.table(bench.table());
