import { median, quantileSorted } from '../src/core/stats.ts';
import { sampledFit } from '../src/estimate/bayesian/bayesianMmm.ts';
import { effectsOf } from '../src/estimate/bayesian/effects.ts';
import { bayesianSettingsSchema } from '../src/estimate/bayesian/settings.ts';
import { mmmData, roasOf } from './mmmData.ts';

/** Study throughput: CPU time of a fit of 104 weeks × 3 channels whose ROAS all have bulk and tail ESS of 400 and R̂ of at
 *  most 1.01, as a study fits many of them in one process. Chains go on in rounds until the limits hold; a fit that
 *  misses them is counted. The target is a median of 150 ms, the aim 72 ms (100,000 fits an hour on two cores). */
const targetMs = 150;
const fits = Number(process.env.FITS ?? 60);
/** compiled and tiered up, as after the first few fits of a study */
const warmups = 5;

type Row = { readonly ms: number; readonly met: boolean; readonly gradients: number };

function fitOne(replicate: number, settings: ReturnType<typeof bayesianSettingsSchema.parse>): Row {
  const dataset = mmmData(104, 3, replicate);
  const request = roasOf(dataset, replicate);
  const before = process.cpuUsage();
  const { estimate, sample } = sampledFit(dataset, settings, request);
  const { user, system } = process.cpuUsage(before);
  const summaries = effectsOf(sample!.model, sample!.draws, request).map((effect) => effect!.summary);
  const met = summaries.every(({ essBulk, essTail, rhat }) => essBulk! >= 400 && essTail! >= 400 && rhat! <= 1.01);
  const gradients = 'diagnostics' in estimate ? estimate.diagnostics.gradients! : 0;
  return { ms: (user + system) / 1000, met, gradients };
}

const rows = Object.entries({
  logistic: {},
  'logistic, priors on ROAS': { roas_prior: { center: 1 } },
  hill: { saturation: 'hill' },
}).map(([name, extra]) => {
  const settings = bayesianSettingsSchema.parse({
    ...extra,
    sampler: { warmup: 120, draws: 200, max_draws: 2000 },
    convergence: { rhat: 1.01, ess_per_chain: 100 },
  });
  const all = Array.from({ length: warmups + fits }, (_, r) => fitOne(r, settings)).slice(warmups);
  const ms = all.map((row) => row.ms).sort((a, b) => a - b);
  return {
    model: name,
    'median ms': Number(median(ms).toFixed(0)),
    '90 % ms': Number(quantileSorted(Float64Array.from(ms), 0.9).toFixed(0)),
    'fits an hour on two cores': Math.round((2 * 3_600_000) / (ms.reduce((a, b) => a + b, 0) / ms.length)),
    'limits met': `${all.filter(({ met }) => met).length} of ${fits}`,
    gradients: median(all.map((row) => row.gradients)),
    'µs a gradient': Number(median(all.map((row) => (1000 * row.ms) / row.gradients)).toFixed(1)),
  };
});
console.table(rows);
console.log(`logistic: median ${rows[0]!['median ms']} ms, target ${targetMs} ms`);
if (rows[0]!['median ms'] > targetMs) process.exitCode = 1;
