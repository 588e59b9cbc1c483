/** Kills a study with SIGKILL at random moments, resumes it each time, and holds the hash of its results against that of a
 *  run nobody disturbed:   node tools/survive.mjs [--kills 25] [--seed N] [--cli dist/cli/main.js]
 *  Half of the kills take the command alone, whose workers must then end by themselves, half its whole process group. */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

const study = `name: survive
scenarios: [unobserved-confounder, { use: clean, set: { dials.noise: { each: [0.5] } } }]
periods: 52
estimators:
  ols: { use: ols }
  noisy: { use: oracle-normal, sd: { each: [1, 2] } }
  failing: { use: oracle-failing, scenarios: [clean] }
replicates: 120
seed: 7
`;

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '25' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    cli: { type: 'string', default: 'dist/cli/main.js' },
  },
});
const kills = Number(values.kills);
const command = resolve(values.cli);
console.log(`${kills} kills, --seed ${values.seed}`);

/** Moments from a seed: mulberry32, by Tommy Ettinger. @param {number} state @returns {() => number} 0 ≤ x < 1 */
function randoms(state) {
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
const random = randoms(Number(values.seed));

const root = mkdtempSync(join(tmpdir(), 'plumbline-survive-'));
const out = join(root, 'results');
writeFileSync(join(root, 'study.yaml'), study);

/** Runs the study, or goes on with it.
 *  @param {string} folder @param {number} [after] milliseconds until it is killed @param {boolean} [group]
 *  @returns {Promise<'killed' | number | null>} */
function run(folder, after, group) {
  const words = [command, 'run', 'study.yaml', '--out', folder, '--workers', '2'];
  const child = spawn(process.execPath, words, { cwd: root, stdio: ['ignore', 'ignore', 'pipe'], detached: true });
  let killed = false;
  let said = '';
  child.stderr.on('data', (text) => {
    said += text;
  });
  const timer =
    after === undefined
      ? undefined
      : setTimeout(() => {
          killed = process.kill(group ? -Number(child.pid) : Number(child.pid), 'SIGKILL');
        }, after);
  return new Promise((done) => {
    child.once('exit', (code, signal) => {
      clearTimeout(timer);
      if (code !== null && code !== 0) console.error(said.trim());
      done(killed && signal === 'SIGKILL' ? 'killed' : code);
    });
  });
}

/** @param {string} folder @returns {string} */
function hashOf(folder) {
  const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'));
  if (manifest.complete !== true) throw new Error('the run ended, but it is not complete');
  return manifest.results_hash;
}

try {
  const begun = performance.now();
  if ((await run(join(root, 'undisturbed'))) !== 0) throw new Error('the undisturbed run failed');
  const whole = performance.now() - begun;
  const expected = hashOf(join(root, 'undisturbed'));
  console.log(`undisturbed: ${expected} in ${(whole / 1000).toFixed(1)} s`);
  let completed = 0;
  let landed = 0;
  /** One that ended before it was killed must be right; the next begins anew. @param {'killed' | number | null} end */
  const settle = (end) => {
    if (end === 'killed') {
      landed += 1;
      return;
    }
    if (end !== 0) throw new Error(`a resumed run ended with exit code ${end}`);
    const hash = hashOf(out);
    if (hash !== expected) throw new Error(`other results after ${landed} kills: ${hash}`);
    completed += 1;
    rmSync(out, { recursive: true });
  };
  while (landed < kills) settle(await run(out, random() * whole, random() < 0.5));
  settle(await run(out));
  console.log(`the same results after ${landed} kills; studies completed: ${completed}`);
} catch (error) {
  console.error(`survive: ${error instanceof Error ? error.message : error}; again with --seed ${values.seed}`);
  process.exitCode = 1;
} finally {
  rmSync(root, { recursive: true, force: true });
}
