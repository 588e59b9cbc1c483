/** How often `plumbline compare` says what it should of real fits: those of `experiments/regression`, each dataset fitted twice with other
 *  random streams of the estimator's own, and faults planted in stored rows. Prints the tables of docs/methods/compare.md; exits
 *  with 1 when a limit is missed.
 *
 *      npm run build && npx tsc -p tsconfig.bench.json
 *      node dist-bench/bench/compare-real/run.js --pool 500 --runs 300
 *
 *  A pool of 500 datasets a world is 8,000 fits; it is kept in --folder and gone on with. */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { compareVersions } from '../../src/compare/compare.ts';
import { drawPair, pooled, spoiled } from '../../src/compare/resampled.fixture.ts';
import { type Change, planted } from '../../src/compare/synthetic.fixture.ts';
import type { Verdict, Version } from '../../src/compare/types.ts';
import { defaultMargins, type Margins } from '../../src/experiment/study/margins.ts';
import { fitTwice, fitted, study } from './pool.ts';

const { values } = parseArgs({
  options: {
    pool: { type: 'string', default: '200' },
    runs: { type: 'string', default: '200' },
    folder: { type: 'string', default: '.tmp/compare-real' },
  },
});
const runs = Number(values.runs);
const ALL = 'all at once';

/** A verdict, and the least share of comparisons that must end with it. */
type Case = { readonly name: string; readonly change: Change | null; readonly right: Verdict; readonly least: number };

const cases: readonly Case[] = [
  { name: 'own random streams alone', change: null, right: 'pass', least: 0.99 },
  { name: 'and a bias of 10 %', change: planted.bias(0.1), right: 'regression', least: 0.95 },
  { name: 'and intervals 20 % too narrow', change: planted.width(0.8), right: 'regression', least: 0.95 },
  { name: 'and 5 % informative failures', change: planted.failures(0.05), right: 'regression', least: 0.95 },
];

/** The documented number of replicates, and that of the baseline in CI. */
const sizes: readonly { readonly replicates: number; readonly margins: Margins; readonly mustHold: boolean }[] = [
  { replicates: 1000, margins: defaultMargins, mustHold: true },
  { replicates: study.replicates, margins: study.margins ?? defaultMargins, mustHold: false },
];

const versions = await fitTwice(values.folder, Number(values.pool));
const everything = pooled(versions);
const { levels } = versions[0];
const judged = [...new Set(everything.map(({ arm }) => arm)), ALL];

const itself = compareVersions(versions[0], versions[0]);
const identical = itself.verdict === 'pass' && itself.sameness.every(({ tier }) => tier === 'identical');
console.log(`with itself: ${itself.verdict}, ${identical ? 'all equal bit for bit' : 'not identical'}`);
const otherSeed = { ...study, seed: study.seed + 1 };
const elsewhere = await fitted(otherSeed, join(values.folder, 'other-seed'), 2);
const refusal = refused(() => compareVersions(versions[0], elsewhere));
console.log(`with another seed: ${refusal ?? 'compared'}`);
if (!identical || refusal === null) process.exitCode = 1;

for (const { replicates, margins, mustHold } of sizes) {
  const counts = tally(replicates, margins);
  console.log(`\nR = ${replicates}; ${runs} comparisons each: pass, regression, inconclusive`);
  console.log(`| planted | ${judged.join(' | ')} |`);
  console.log(`|---|${judged.map(() => '---|').join('')}`);
  for (const [i, { name, right, least }] of cases.entries()) {
    const cells = counts[i]!.map((one, a) => {
      if (mustHold && one[right] < least * runs) {
        console.error(`${name}, ${judged[a]}: ${right} less often than ${share(least * runs)}`);
        process.exitCode = 1;
      }
      return [one.pass, one.regression, one.inconclusive].map(share).join(', ');
    });
    console.log(`| ${name} | ${cells.join(' | ')} |`);
  }
}

/** By case, then each arm alone and all at once. */
function tally(replicates: number, margins: Margins) {
  const counts = cases.map(() =>
    judged.map((): Record<Verdict, number> => ({ pass: 0, regression: 0, inconclusive: 0 })),
  );
  for (let run = 1; run <= runs; run++) {
    const [baseline, candidate] = drawPair(everything, levels, replicates, run);
    for (const [i, { change }] of cases.entries()) {
      const other = change === null ? candidate : spoiled(candidate, change, run);
      for (const [a, name] of judged.entries())
        counts[i]![a]![compareVersions(only(baseline, name), only(other, name), { margins }).verdict] += 1;
    }
  }
  return counts;
}

function only(version: Version, name: string): Version {
  return name === ALL ? version : { ...version, arms: version.arms.filter(({ arm }) => arm === name) };
}

function share(count: number): string {
  return `${Math.round((1000 * count) / runs) / 10} %`;
}

function refused(work: () => unknown): string | null {
  try {
    work();
    return null;
  } catch (error) {
    return (error as Error).message;
  }
}
