import { compareVersions } from '../src/compare/compare.ts';
import { type Change, planted, syntheticVersion } from '../src/compare/synthetic.fixture.ts';
import type { Verdict } from '../src/compare/types.ts';

/** How often `plumbline compare` says what it should: comparisons of synthetic results (two worlds, two channels, estimates with
 *  a standard error of 30 % of the truth and right intervals) in which something is planted. The table of docs/methods/compare.md.
 *  `RUNS=1000 npm run bench -- compare` for more. Exits with 1 when a limit is missed at the documented number of replicates. */
const runs = Number(process.env.RUNS ?? 200);
const DOCUMENTED = 1000;
const sizes = [DOCUMENTED / 2, DOCUMENTED];

type Case = { readonly name: string; readonly change: Change; readonly right: Verdict; readonly least?: number };

const cases: readonly Case[] = [
  { name: 'own random streams, noise 2 % of the SE', change: planted.streams(0.02), right: 'pass', least: 0.99 },
  { name: 'own random streams, noise 5 % of the SE', change: planted.streams(0.05), right: 'pass', least: 0.99 },
  { name: 'own random streams, noise 10 % of the SE', change: planted.streams(0.1), right: 'pass' },
  { name: '10 % of the variance drawn anew, no worse', change: planted.redrawn(0.1), right: 'pass' },
  { name: 'all of it drawn anew, no worse', change: planted.redrawn(1), right: 'pass' },
  { name: 'bias of 10 %', change: planted.bias(0.1), right: 'regression', least: 0.95 },
  { name: 'bias of 6 %', change: planted.bias(0.06), right: 'regression' },
  { name: 'intervals 20 % too narrow', change: planted.width(0.8), right: 'regression', least: 0.95 },
  { name: 'intervals 10 % too narrow', change: planted.width(0.9), right: 'regression' },
  { name: '5 % informative failures', change: planted.failures(0.05), right: 'regression', least: 0.95 },
  { name: '2 % informative failures', change: planted.failures(0.02), right: 'regression' },
];

type Counts = Record<Verdict, number>;

/** By case. */
function tally(replicates: number): readonly Readonly<Counts>[] {
  const counts = cases.map((): Counts => ({ pass: 0, regression: 0, inconclusive: 0 }));
  for (let seed = 1; seed <= runs; seed++) {
    const size = { replicates, cells: 2, channels: 2, seed };
    const baseline = syntheticVersion('baseline', size);
    for (const [i, { change }] of cases.entries())
      counts[i]![compareVersions(baseline, syntheticVersion('candidate', size, change)).verdict] += 1;
  }
  return counts;
}

const share = (count: number): string => `${Math.round((1000 * count) / runs) / 10} %`;
const tallies = sizes.map(tally);

console.log(`${runs} comparisons each: pass, regression, inconclusive`);
console.log(`| planted | ${sizes.map((size) => `R = ${size}`).join(' | ')} |`);
console.log(`|---|${sizes.map(() => '---').join('|')}|`);
for (const [i, { name, right, least }] of cases.entries()) {
  const cells = tallies.map((all) => {
    const { pass, regression, inconclusive } = all[i]!;
    return [pass, regression, inconclusive].map(share).join(', ');
  });
  console.log(`| ${name} | ${cells.join(' | ')} |`);
  if (least === undefined || tallies.at(-1)![i]![right] >= least * runs) continue;
  console.error(`${name}: ${right} less often than ${share(least * runs)}`);
  process.exitCode = 1;
}
