/** One fit by Plumbline in a process of its own: `node fit.js <problem.json> <seed>`; prints a `Fit` as JSON.
 *  The clock runs over what a fit does: preparing the density, warm-up, draws, and completing each draw by the coefficients
 *  that were integrated out. Every fit starts cold, so the engine's compilation while it runs is in the time. */
import { openStream } from '../../src/core/random/stream.ts';
import { posterior } from '../../src/estimate/bayesian/posterior.ts';
import { sampleModel } from '../../src/estimate/bayesian/sampleModel.ts';
import { samplingDensity } from '../../src/estimate/bayesian/samplingDensity.ts';
import { type Diagnosis, diagnose } from './diagnosis.ts';
import { modelOf, sampler } from './problem.ts';

export type Fit = {
  readonly diagnosis: Diagnosis;
  readonly divergences: number;
  readonly gradients: number;
  /** user and system time of the process, s */
  readonly cpu: number;
};

const [path, seed] = process.argv.slice(2) as [string, string];
const model = modelOf(path);
const streamOf = (role: string) => openStream(['against-stan', Number(seed), role]);

const start = process.cpuUsage();
const density = samplingDensity(model);
const chains = sampleModel(density, sampler, streamOf);
const sample = posterior(density, model.parameters.length, chains, streamOf);
const { user, system } = process.cpuUsage(start);

const total = (of: (chain: (typeof chains)[number]) => number) => chains.reduce((sum, chain) => sum + of(chain), 0);
const fit: Fit = {
  diagnosis: diagnose(new Map(model.parameters.map(({ name }, i) => [name, sample.parameter(i)]))),
  divergences: total((chain) => chain.divergences),
  gradients: total((chain) => chain.gradients),
  cpu: (user + system) / 1e6,
};
console.log(JSON.stringify(fit));
