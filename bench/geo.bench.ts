import { Bench } from 'tinybench';
import { openStream } from '../src/core/random/stream.ts';
import { buildDataset } from '../src/dataset/build.ts';
import type { Dataset } from '../src/dataset/types.ts';
import { bayesianMmm } from '../src/estimate/bayesian/bayesianMmm.ts';
import { hierarchyModel } from '../src/estimate/bayesian/hierarchy/hierarchyModel.ts';
import type { FitRequest } from '../src/estimate/contract.ts';
import { transformMedia } from '../src/estimate/media.ts';
import type { ChannelCurves } from '../src/media/types.ts';

/** The hierarchy at 104 weeks × 3 channels × 5, 10, 20 and 40 geos: a gradient, and fits of four chains with effects and
 *  diagnostics. A gradient must grow no faster than the data, with a fifth more for what falls out of the caches. */
const mostGrowth = 1.2;

const geoCounts = [5, 10, 20, 40];
const effects = { tv: 0.12, social: 0.08, search: 0.05 };
const names = Object.keys(effects);
const [history, periods, future] = [7, 104, 7];
const length = history + periods + future;
const curves: ChannelCurves = {
  adstock: { curve: 'geometric', parameters: [0.5], maxLag: 8, normalize: true },
  saturation: { curve: 'logistic', parameters: [0.03] },
  order: 'adstock-first',
};

/** Effects per head vary by 30 % from geo to geo, intercepts by 20 %, spend per head by half. */
function panel(geos: number): Dataset {
  const stream = openStream(['bench', 'geo', geos]);
  const population = Float64Array.from({ length: geos }, () => 1e5 * (1 + 9 * stream.uniform()));
  const level = Float64Array.from({ length: geos }, () => 0.5 + stream.uniform());
  const perHead = names.map(() =>
    Array.from({ length: geos }, (_, g) => Float64Array.from({ length }, () => 100 * level[g]! * stream.uniform())),
  );
  const price = Float64Array.from({ length: geos * periods }, stream.normal);
  const sales = new Float64Array(geos * periods);
  for (let g = 0; g < geos; g++) {
    const intercept = 0.2 * (1 + 0.2 * stream.normal());
    for (let t = 0; t < periods; t++) {
      sales[g * periods + t] = intercept + 0.01 * price[g * periods + t]! + 0.03 * stream.normal();
    }
    Object.values(effects).forEach((effect, m) => {
      const own = effect * Math.max(0, 1 + 0.3 * stream.normal());
      const response = transformMedia(perHead[m]![g]!, curves);
      for (let t = 0; t < periods; t++) sales[g * periods + t]! += own * response[history + t]!;
    });
  }
  const money = (m: number, from: number, to: number): Float64Array =>
    Float64Array.from(perHead[m]!.flatMap((path, g) => [...path.subarray(from, to)].map((x) => x * population[g]!)));
  return buildDataset({
    name: 'bench',
    period: 'week',
    geos: Array.from({ length: geos }, (_, g) => `geo ${g + 1}`),
    population,
    periods,
    history,
    future,
    dates: null,
    firstPeriod: 0,
    channels: names.map((name, m) => ({
      name,
      spend: {
        history: money(m, 0, history),
        window: money(m, history, history + periods),
        future: money(m, history + periods, length),
      },
    })),
    controls: [{ name: 'price', values: price }],
    outcome: { name: 'sales', values: sales.map((y, i) => y * population[Math.floor(i / periods)]!) },
    carryoverStart: 'history',
  });
}

const request: FitRequest = {
  estimands: names.map((channel) => ({ channel, kind: 'roas.total', window: [0, periods - 1], tail: 7 })),
  levels: [0.5, 0.8, 0.95],
  stream: (role) => openStream(['bench', 'geo', role]),
};
const settingsOf = (effectLaw: string, centering: string, metric: string) =>
  bayesianMmm.settingsSchema.parse({
    adstock: { geometric: { max_lag: 8 } },
    hierarchy: { effects: effectLaw, centering },
    sampler: { chains: 4, draws: 500, metric },
  });
const laws = ['truncated-normal', 'normal'] as const;

const gradients = new Bench({ name: 'a gradient, 104 weeks × 3 channels', time: 400, warmupTime: 200 });
for (const geos of geoCounts) {
  for (const law of laws) {
    const { dimension, logDensity } = hierarchyModel(panel(geos), settingsOf(law, 'auto', 'dense')).sampling();
    const u = new Float64Array(dimension).fill(0.1);
    const gradient = new Float64Array(dimension);
    gradients.add(`${law}, ${geos} geos, ${dimension} dimensions`, () => {
      logDensity(u, gradient);
    });
  }
}
await gradients.run();
console.log(gradients.name);
console.table(gradients.table());
const latency = (task: number): number => {
  const { result } = gradients.tasks[task]!;
  if (!('latency' in result)) throw new Error('a gradient was not measured');
  return result.latency.p50;
};
laws.forEach((law, l) => {
  const growth = latency(6 + l) / latency(l) / 8;
  console.log(`${law}: 40 geos cost ${(8 * growth).toFixed(1)} times 5, at most ${8 * mostGrowth} allowed`);
  if (growth > mostGrowth) process.exitCode = 1;
});

/** One fit and what it says of itself. */
async function measure(geos: number, law: string, centering: string, metric: string) {
  const start = performance.now();
  const fit = await bayesianMmm.fit(panel(geos), settingsOf(law, centering, metric), request);
  if (fit.status !== 'ok' && fit.status !== 'nonconverged') throw new Error(JSON.stringify(fit));
  const { diagnostics } = fit;
  const ess = Math.min(diagnostics.ess_bulk_min!, diagnostics.ess_tail_min!);
  return {
    geos,
    effects: law,
    centering: law === 'normal' ? '' : centering,
    metric,
    status: fit.status,
    seconds: Number(((performance.now() - start) / 1000).toFixed(2)),
    gradients: diagnostics.gradients!,
    divergences: diagnostics.divergences!,
    rhat: Number(diagnostics.rhat_max!.toFixed(4)),
    ess: Math.round(ess),
    'ESS per 1,000 gradients': Number(((1000 * ess) / diagnostics.gradients!).toFixed(2)),
  };
}

console.log('fits, four chains of 500 draws; ESS at its worst over all parameters and ROAS');
const rows = [];
for (const geos of geoCounts) {
  rows.push(await measure(geos, 'normal', 'auto', 'dense'));
  for (const metric of ['dense', 'diagonal']) rows.push(await measure(geos, 'truncated-normal', 'auto', metric));
}
// centered takes minutes and converges nowhere near
rows.push(await measure(10, 'truncated-normal', 'non-centered', 'dense'));
console.table(rows);
