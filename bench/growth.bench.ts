import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { nationalModel } from '../src/estimate/bayesian/nationalModel.ts';
import { bayesianSettingsSchema } from '../src/estimate/bayesian/settings.ts';
import { mmmData } from './mmmData.ts';

/** How the cost of a gradient grows with weeks and channels (linearly, or better), and the memory of a large fit:
 *  520 weeks × 10 channels stay under 60 MB. Geos have a suite of their own. */
const targetMegabytes = 60;
const settings = bayesianSettingsSchema.parse({});

/** best of seven rounds: noise only adds */
function microseconds(periods: number, channels: number): number {
  const { dimension, logDensity } = nationalModel(mmmData(periods, channels), settings).sampling();
  const u = new Float64Array(dimension).fill(0.1);
  const gradient = new Float64Array(dimension);
  const rounds = Array.from({ length: 8 }, () => {
    const start = performance.now();
    for (let i = 0; i < 4000; i++) logDensity(u, gradient);
    return (performance.now() - start) / 4;
  });
  return Math.min(...rounds.slice(1));
}

const weeks = [52, 104, 208, 520, 1040, 3120].map((periods) => ({ weeks: periods, us: microseconds(periods, 3) }));
console.table(
  weeks.map(({ weeks: periods, us }) => ({
    weeks: periods,
    channels: 3,
    'µs a gradient': Number(us.toFixed(2)),
    'times 52 weeks': Number((us / weeks[0]!.us).toFixed(2)),
    'times as many weeks': periods / 52,
  })),
);
const channels = [1, 2, 3, 5, 10, 20].map((count) => ({ count, us: microseconds(104, count) }));
console.table(
  channels.map(({ count, us }) => ({ weeks: 104, channels: count, 'µs a gradient': Number(us.toFixed(2)) })),
);

const { stdout, stderr, status } = spawnSync(
  process.execPath,
  [fileURLToPath(new URL('./memoryOfFit.js', import.meta.url)), '520', '10'],
  { encoding: 'utf8' },
);
if (status !== 0) throw new Error(stderr);
const megabytes = Number(stdout);
console.log(`memory of a fit of 520 weeks × 10 channels: ${megabytes.toFixed(0)} MB, target ${targetMegabytes} MB`);
if (megabytes > targetMegabytes || weeks.at(-1)!.us / weeks[0]!.us > 1.1 * (3120 / 52)) process.exitCode = 1;
