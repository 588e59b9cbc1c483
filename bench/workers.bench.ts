import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The quickstart's Bayesian arm with one child process and with two: expected 1.9 on two idle cores. Told, not judged:
 *  the ratio is the machine's as much as ours. `REPLICATES=20 npm run bench workers` for more; `npm run build` first. */
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

async function secondsWith(workers: number): Promise<number> {
  const begun = performance.now();
  await runStudy({ study, out: join(folder, String(workers)), workers, replicates, only: ['bayesian'] });
  return (performance.now() - begun) / 1000;
}

const one = await secondsWith(1);
const two = await secondsWith(2);
console.log(
  `one worker ${one.toFixed(1)} s, two ${two.toFixed(1)} s: ${(one / two).toFixed(2)} times as fast, expected ${expected}`,
);
rmSync(folder, { recursive: true, force: true });
