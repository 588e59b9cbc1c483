import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sum } from '../src/core/stats.ts';

/** The quickstart's Bayesian arm with one child process and with two: expected 1.9 on two idle cores. Told, not judged:
 *  the ratio is the machine's as much as ours, so what it is made of is told with it: whether fits take longer when they
 *  run side by side, and how long a run takes beyond its fits. `REPLICATES=20 npm run bench workers` for more; `npm run build` first. */
const replicates = Number(process.env.REPLICATES ?? 6);
const expected = 1.9;

const dist = new URL('../../dist/experiment/', import.meta.url);
const { runStudy } = (await import(
  new URL('runStudy.node.js', dist).href
)) as typeof import('../src/experiment/runStudy.node.ts');
const { loadStudy } = (await import(
  new URL('load/study.node.js', dist).href
)) as typeof import('../src/experiment/load/study.node.ts');

const folder = mkdtempSync(join(tmpdir(), 'plumbline-workers-'));
const study = loadStudy('quickstart');

/** Seconds of a run, and of all its fits and simulations together, as the workers timed them. */
async function secondsWith(workers: number): Promise<{ readonly whole: number; readonly work: number }> {
  const out = join(folder, String(workers));
  const begun = performance.now();
  await runStudy({ study, out, workers, replicates, only: ['bayesian'] });
  const whole = (performance.now() - begun) / 1000;
  // names of this study hold no commas
  const [header, ...rows] = readFileSync(join(out, 'timings.csv'), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => line.split(','));
  const timed = ['simulate_ms', 'fit_ms'].map((column) => header!.indexOf(column));
  return { whole, work: sum(rows.flatMap((row) => timed.map((at) => Number(row[at])))) / 1000 };
}

const one = await secondsWith(1);
const two = await secondsWith(2);
const seconds = (x: number): string => `${x.toFixed(1)} s`;
console.log(
  `one worker ${seconds(one.whole)}, two ${seconds(two.whole)}: ${(one.whole / two.whole).toFixed(2)} times as fast, expected ${expected}`,
);
console.log(
  `  ${(two.work / one.work).toFixed(2)} times as long a fit beside another as alone: 1 where cores and memory are not shared`,
);
console.log(
  `  ${seconds(one.whole - one.work)} and ${seconds(two.whole - two.work / 2)} beyond the fits: planning, starting, tables, and the last one waiting`,
);
rmSync(folder, { recursive: true, force: true });
