import { Bench } from 'tinybench';
import { openStream } from '../src/core/random/stream.ts';
import { boostTrees } from '../src/inference/trees/boost.ts';
import { randomForest } from '../src/inference/trees/forest.ts';

/** 200 trees on 104 weeks × 8 columns: a forest of full-grown trees that choose among all columns, and
 *  boosting of trees of depth 3, as scikit-learn's defaults are. The target is 60 ms for each (median, on an idle core). */
const targetMilliseconds = 60;

const [n, k, trees] = [104, 8, 200];
const stream = openStream(['bench', 'trees']);
const x = Float64Array.from({ length: n * k }, () => stream.normal());
const y = Float64Array.from(
  { length: n },
  (_, i) => 500 + 40 * x[i]! + 20 * x[n + i]! * x[2 * n + i]! + stream.normal(),
);
const common = { trees, features: k, minLeaf: 1 };

const bench = new Bench({ name: `${trees} trees, ${n} × ${k}`, time: 2000, warmupTime: 500 });
bench.add('random forest', () => {
  const streams = { rows: openStream(['bench', 'rows']), features: openStream(['bench', 'features']) };
  randomForest(x, y, { ...common, depth: Number.POSITIVE_INFINITY }, streams);
});
bench.add('gradient boosting', () => {
  boostTrees(x, y, { ...common, depth: 3, rate: 0.1 }, openStream(['bench', 'features']));
});

await bench.run();
console.log(bench.name);
console.table(bench.table());
for (const { name, result } of bench.tasks) {
  if (!('latency' in result)) throw new Error(`${name} did not finish`);
  const median = result.latency.p50;
  console.log(`${name}: median ${median.toFixed(1)} ms, target ${targetMilliseconds} ms`);
  if (median > targetMilliseconds) process.exitCode = 1;
}
