import { Bench } from 'tinybench';
import { estimandKinds } from '../src/dataset/estimand.ts';
import type { World } from '../src/scenario/world.ts';
import { compileWorld, simulate } from '../src/simulate/simulate.ts';
import { geometric, hill, jin2017, node, spend, term, world } from '../src/simulate/worlds.fixture.ts';

/** Simulating one dataset of 104 weeks × 3 channels with the true value of every estimand: the target is 1,500 datasets
 *  a second on one core. */

/** Demand drives two channels and sales; geometric adstock, Hill saturation; a year of burn-in. */
const typical = demandWorld([]);
/** The same, with one channel feeding another, so that total and direct effects are different replays. */
const funnel = demandWorld([term('tv', 0.3, geometric(0.5, 8))]);

function demandWorld(searchDrivers: World['nodes'][number]['terms']): World {
  const response = (name: string, effect: number) => term(name, effect, { ...geometric(0.5, 8), ...hill(50, 1.2) });
  return world(
    [
      node('demand', 'process', {
        latent: true,
        base: [
          { kind: 'seasonal', every: 52, amplitude: 0.3, phase: 0 },
          { kind: 'ar1', phi: 0.6, sd: 0.1 },
        ],
      }),
      spend('tv', 60),
      spend('social', 40, { terms: [term('demand', 8)] }),
      spend('search', 50, { terms: [term('demand', 30), ...searchDrivers] }),
      node('y', 'outcome', {
        base: [
          { kind: 'level', value: 500 },
          { kind: 'trend', slope: 0.1 },
        ],
        noise: [{ kind: 'normal', sd: 22 }],
        terms: [response('tv', 150), response('social', 100), response('search', 120), term('demand', 90)],
      }),
    ],
    { burnIn: 52 },
  );
}

const requests = estimandKinds.map((kind) => ({ kind }));
const bench = new Bench({ name: 'simulate, 104 weeks × 3 channels, all truths', time: 2000, warmupTime: 500 });
for (const [name, given] of Object.entries({ typical, funnel, 'jin-2017': jin2017() })) {
  const model = compileWorld(given);
  let replicate = 0;
  bench.add(name, () => {
    replicate += 1;
    simulate(model, { seed: 2026, replicate, periods: 104, requests });
  });
}

await bench.run();
console.log(bench.name);
console.table(bench.table());

/** The median, as other processes on the machine stretch the mean. */
const slow = bench.tasks.filter(
  ({ name, result }) => name === 'typical' && 'latency' in result && result.latency.p50 > 1000 / 1500,
);
if (slow.length > 0) {
  console.error('below 1,500 datasets a second');
  process.exitCode = 1;
}
