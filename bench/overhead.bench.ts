import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sum } from '../src/core/stats.ts';
import type { RunOptions } from '../src/experiment/runStudy.node.ts';

/** What the harness itself costs: a study whose fits do nothing. Data are simulated once a block item for all arms, and
 *  that time, which the journal holds, is taken off: the target is 50 µs an attempt, a journal below 300 bytes an attempt
 *  before the estimates, and memory that grows by no more than an index.
 *  `ATTEMPTS=1000000 npm run bench overhead` for a million; `WORKERS=2` for another number of child processes. */
const dist = new URL('../../dist/experiment/', import.meta.url);
// the build, as it is run: it finds its scenarios and its version beside it. `npm run build` first
const { runStudy } = (await import(
  new URL('runStudy.node.js', dist).href
)) as typeof import('../src/experiment/runStudy.node.ts');
const { parseStudy } = (await import(
  new URL('study/study.js', dist).href
)) as typeof import('../src/experiment/study/study.ts');

const targetMicroseconds = 50;
const targetBytes = 300;
/** Of the parent: 16 bytes of index an attempt, and what the garbage collector leaves for later. */
const targetGrowth = 16;
const arms = 20;
const replicates = Math.ceil(Number(process.env.ATTEMPTS ?? 100_000) / arms);
const attempts = arms * replicates;
const workers = Number(process.env.WORKERS ?? 1);

const folder = mkdtempSync(join(tmpdir(), 'plumbline-overhead-'));
writeFileSync(
  join(folder, 'nothing.mjs'),
  `export default { id: 'nothing', fit: (dataset, settings, { estimands, levels }) => ({
    status: 'ok', fitted: new Float64Array(dataset.periods), parameters: [], diagnostics: {},
    effects: estimands.map((estimand) => ({
      estimand, point: 1, se: 1, intervals: levels.map((level) => ({ level, lower: 0, upper: 2 })),
    })),
  }) };`,
);
const study = parseStudy(
  `
name: overhead
scenarios: [unobserved-confounder]
periods: 26
estimators: { nothing: { use: ./nothing.mjs, variant: { each: [${Array.from({ length: arms }, (_, i) => i)}] } } }
replicates: ${replicates}
seed: 1
`,
  join(folder, 'study.yaml'),
);

type Moment = { readonly done: number; readonly ms: number; readonly resident: number; readonly cpu: number };

/** One run: how far it was, and how large this process, whenever it told. */
async function observe(options: Pick<RunOptions, 'out' | 'workers'>): Promise<readonly Moment[]> {
  const moments: Moment[] = [];
  const onProgress: RunOptions['onProgress'] = ({ done }) => {
    const { user, system } = process.cpuUsage();
    moments.push({ done, ms: performance.now(), resident: process.memoryUsage.rss(), cpu: (user + system) / 1000 });
  };
  const { counts } = await runStudy({ study, ...options, onProgress });
  if (counts.byStatus.ok !== attempts) throw new Error(`${counts.byStatus.ok} of ${attempts} attempts are ok`);
  return moments;
}

/** What the journal says of a run, from the lines of its first megabyte: all are alike. */
function journalOf(out: string) {
  const name = readdirSync(out).find((file) => file.endsWith('.ndjson'))!;
  const lines = readFileSync(join(out, name), 'latin1').slice(0, 1e6).split('\n').slice(0, -1);
  const rows = lines.map((line) => JSON.parse(line) as { kind: string; ms: number });
  const truths = rows.filter(({ kind }) => kind === 'truth');
  // the first ones compile the simulator
  const late = truths.slice(truths.length >> 1).map(({ ms }) => ms);
  const fits = lines.filter((_, i) => rows[i]!.kind === 'attempt');
  const bare = fits.map((line) => line.replace(/"effects":.*?"diagnostics":\{[^}]*\},/, '').length + 1);
  return { bytesBeforeEstimates: sum(bare) / bare.length, simulateMs: (sum(late) / late.length) * replicates };
}

let missed = false;
for (const count of [0, workers]) {
  const out = join(folder, `workers-${count}`);
  const begun = performance.now();
  const moments = await observe({ out, workers: count });
  const whole = performance.now() - begun;
  const [first, last] = [moments.find(({ done }) => done >= attempts / 5)!, moments.at(-1)!];
  const share = last.done - first.done;
  const { bytesBeforeEstimates, simulateMs } = journalOf(out);
  // with children, one of them simulates while the parent writes: the time is theirs
  const simulate = simulateMs / Math.max(1, count) / attempts;
  const wall = 1000 * ((last.ms - first.ms) / share - simulate);
  const cpu = 1000 * ((last.cpu - first.cpu) / share - (count === 0 ? simulate : 0));
  const growth = (last.resident - first.resident) / share;
  console.log(`\n${count === 0 ? 'in one thread' : `${count} child process(es)`}, ${attempts} attempts`);
  console.log(
    `  ${wall.toFixed(1)} µs an attempt, target ${targetMicroseconds}; of CPU in this process ${cpu.toFixed(1)}`,
  );
  console.log(`  ${(1000 * simulate).toFixed(1)} µs an attempt to simulate the data, not counted above`);
  console.log(
    `  ${((1000 * (whole - (last.ms - begun))) / attempts).toFixed(1)} µs an attempt for the tables at the end`,
  );
  console.log(`  ${growth.toFixed(1)} bytes an attempt that this process grew by, target ${targetGrowth}`);
  console.log(
    `  ${bytesBeforeEstimates.toFixed(0)} bytes an attempt in the journal before estimates, target ${targetBytes}`,
  );
  missed ||= cpu > targetMicroseconds || bytesBeforeEstimates > targetBytes;
}
rmSync(folder, { recursive: true, force: true });
if (missed) process.exitCode = 1;
