import { readFileSync } from 'node:fs';
import { bayesianMmm } from '../src/estimate/bayesian/bayesianMmm.ts';
import { mmmData, roasOf } from './mmmData.ts';

/** Prints by how many MB a fit of [weeks] × [channels] at default settings raises the highest resident size of this process. */
const [weeks = 520, channels = 10] = process.argv.slice(2).map(Number);

/** Highest resident size so far, kB: Linux keeps it. */
function highest(): number {
  const line = readFileSync('/proc/self/status', 'utf8').match(/VmHWM:\s*(\d+)/);
  return Number(line![1]);
}

const dataset = mmmData(weeks, channels);
const settings = bayesianMmm.settingsSchema.parse({});
const before = highest();
bayesianMmm.fit(dataset, settings, roasOf(dataset, 'memory'));
console.log((highest() - before) / 1024);
