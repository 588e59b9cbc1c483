import { Bench } from 'tinybench';
import { openStream } from '../src/core/random/stream.ts';
import { buildDataset } from '../src/dataset/build.ts';
import type { EstimandRequest } from '../src/dataset/estimand.ts';
import type { FitRequest } from '../src/estimate/contract.ts';
import { ols } from '../src/estimate/ols/ols.ts';

/** One OLS fit of 104 weeks × 3 channels, spend through its curves, effects and diagnostics included: the target is
 *  150 µs with Newey–West intervals and given curves (median, on an idle core). */
const targetMicroseconds = 150;

const names = ['tv', 'social', 'search'];
const [history, periods, future] = [7, 104, 7];
const stream = openStream(['bench', 'ols']);
const draws = (count: number) => Float64Array.from({ length: count }, () => 50 + 40 * stream.uniform());
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
  channels: names.map((name) => ({
    name,
    spend: { history: draws(history), window: draws(periods), future: draws(future) },
  })),
  controls: [{ name: 'price', values: draws(periods) }],
  outcome: { name: 'sales', values: draws(periods) },
  carryoverStart: 'history',
});
const kind: EstimandRequest['kind'] = 'roas.total';
const request: FitRequest = {
  estimands: names.map((channel) => ({ channel, kind, window: [0, periods - 1], tail: 7 })),
  levels: [0.5, 0.8, 0.95],
  stream: (role) => openStream(['bench', role]),
};
const curves = { adstock: { geometric: { alpha: 0.5 } }, saturation: { hill: { half_saturation: 60, slope: 1.2 } } };
const given = { given: Object.fromEntries(names.map((name) => [name, curves])) };

const bench = new Bench({ name: 'ols, 104 weeks × 3 channels', time: 2000, warmupTime: 500 });
for (const [name, settings] of Object.entries({
  'given curves, newey-west': { media: given, intervals: 'newey-west' },
  'given curves, classical': { media: given, intervals: 'classical' },
  'given curves, 200 bootstrap samples': { media: given, intervals: { bootstrap: 200 } },
  'default curves, newey-west': { media: 'default', intervals: 'newey-west' },
  'searched curves, newey-west': { media: 'searched', intervals: 'newey-west' },
})) {
  const parsed = ols.settingsSchema.parse(settings);
  bench.add(name, () => {
    ols.fit(dataset, parsed, request);
  });
}

await bench.run();
console.log(bench.name);
console.table(bench.table());
const result = bench.tasks[0]!.result;
if (!('latency' in result)) throw new Error('the first task did not finish');
const median = 1000 * result.latency.p50;
console.log(`newey-west with given curves: median ${median.toFixed(1)} µs, target ${targetMicroseconds} µs`);
if (median > targetMicroseconds) process.exitCode = 1;
