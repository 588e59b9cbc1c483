import { Bench } from 'tinybench';
import { openStream } from '../src/core/random/stream.ts';
import { expandingFolds } from '../src/estimate/folds.ts';
import { crossValidate, prepareFold } from '../src/inference/coordinateDescent/crossValidate.ts';
import { prepareDesign, withOutcome } from '../src/inference/coordinateDescent/design.ts';
import { largestAlpha, penaltyGrid } from '../src/inference/coordinateDescent/penaltyGrid.ts';
import { defaultLimits } from '../src/inference/coordinateDescent/types.ts';

/** Cross-validation of an elastic net as one fit of the estimator does it, preparation of the folds included: 5 expanding
 *  folds, 3 mixings, 100 penalties, 104 weeks × 12 columns. The target is 20 ms (median, on an idle core). */
const targetMilliseconds = 20;

const [periods, k] = [104, 12];
const stream = openStream(['bench', 'elasticNet']);
// columns share a factor, as channels planned together do: correlations near .7
const common = Float64Array.from({ length: periods }, () => stream.normal());
const x = new Float64Array(periods * (k + 1)).fill(1, 0, periods);
const y = Float64Array.from({ length: periods }, () => stream.normal());
for (let j = 1; j <= k; j++) {
  for (let t = 0; t < periods; t++) {
    const value = 1.5 * common[t]! + stream.normal();
    x[t + j * periods] = 50 + 20 * value;
    // a third of the columns does nothing
    y[t]! += j % 3 === 0 ? 0 : (value * j) / k;
  }
}
const factors = new Float64Array(k + 1).fill(1);
factors[0] = 0;
const columns = { x, n: periods, k: k + 1, factors, nonNegative: new Uint8Array(k + 1), standardize: true };
const range = (from: number, to: number) => Int32Array.from({ length: to - from }, (_, i) => from + i);
const problem = withOutcome(prepareDesign(columns), y);
const paths = [0.1, 0.5, 0.9].map((l1Ratio) => ({
  l1Ratio,
  alphas: penaltyGrid(largestAlpha(problem, l1Ratio), 100, 1e-3),
}));

const prepare = () =>
  expandingFolds(periods, 5).map(({ train, test }) => prepareFold(columns, range(0, train), range(train, test)));
const prepared = prepare();
const bench = new Bench({
  name: 'elastic net, 5 folds × 3 mixings × 100 penalties, 104 × 12',
  time: 2000,
  warmupTime: 500,
});
bench.add('folds prepared and cross-validated', () => {
  crossValidate(prepare(), y, paths, defaultLimits);
});
bench.add('one more outcome on prepared folds (select: inside, one sample)', () => {
  crossValidate(prepared, y, paths, defaultLimits);
});

await bench.run();
console.log(bench.name);
console.table(bench.table());
const { fits, sweeps, unconverged } = crossValidate(prepared, y, paths, defaultLimits);
console.log(`${fits} fits, ${sweeps} sweeps, ${unconverged} not converged to a gap of ${defaultLimits.tolerance}`);
const result = bench.tasks[0]!.result;
if (!('latency' in result)) throw new Error('the first task did not finish');
const median = result.latency.p50;
console.log(`median ${median.toFixed(2)} ms, target ${targetMilliseconds} ms`);
if (median > targetMilliseconds) process.exitCode = 1;
