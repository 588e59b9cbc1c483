/** Have this repository's estimators become worse than their baseline?   npm run regression [-- --accept [--new-data]]
 *  Runs experiments/regression/study.yaml and holds it against experiments/regression/baseline; ends with the exit code of
 *  `plumbline compare`. `--accept` then makes what was found the baseline. docs/methods/compare.md, "In CI". */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { build, stale } from './build.mjs';

const { values } = parseArgs({
  options: {
    accept: { type: 'boolean', default: false },
    'new-data': { type: 'boolean', default: false },
    // a build of one's own; without it dist/ is brought up to date
    cli: { type: 'string' },
    out: { type: 'string', default: '.tmp/regression' },
  },
});
process.chdir(fileURLToPath(new URL('../', import.meta.url)));
const cli = resolve(values.cli ?? 'dist/cli/main.js');
const folder = 'experiments/regression';
const baseline = join(folder, 'baseline');
const { out } = values;

/** @param {string[]} words @param {'inherit' | 'ignore'} [stdout] @returns exit code */
function plumbline(words, stdout = 'inherit') {
  return spawnSync(process.execPath, [cli, ...words], { stdio: ['ignore', stdout, 'inherit'] }).status ?? 70;
}

/** The rows of a results folder as a results folder with nothing else: what `compare` reads, in the order of the plan, the
 *  same bytes whoever made them. @param {string} from @param {string} to */
async function condense(from, to) {
  /** @param {string} file */
  const load = (file) => import(pathToFileURL(join(dirname(cli), '../experiment', file)).href);
  const [{ readPlan }, { readJournal }, { judged }, { encodeLine }] = await Promise.all(
    ['output/folder.node.js', 'journal/index.node.js', 'output/convergence.js', 'journal/line.js'].map(load),
  );
  const plan = readPlan(from);
  const { ledger, read, close } = readJournal(from, plan);
  /** @type {string[]} */
  const lines = [];
  for (const cell of plan.cells.keys())
    for (let replicate = 0; replicate < plan.replicates; replicate++) {
      lines.push(encodeLine({ ...read(ledger.truthSlot(cell, replicate)), ms: 0 }));
      for (const arm of plan.arms.keys()) {
        const row = read(ledger.attemptSlot(cell, replicate, arm));
        if (row !== undefined) lines.push(encodeLine(bare(judged(row, plan.convergence))));
      }
    }
  close();
  const { hash } = JSON.parse(readFileSync(join(from, 'plan.json'), 'utf8'));
  rmSync(to, { recursive: true, force: true });
  mkdirSync(to, { recursive: true });
  // without the folder of the study file, which is this machine's
  writeFileSync(join(to, 'plan.json'), `${JSON.stringify({ hash, plan })}\n`);
  writeFileSync(join(to, 'attempts-0000.ndjson'), lines.join(''));
}

/** An attempt without diagnostics, ranks and times.
 *  @param {import('../src/experiment/run/record.ts').AttemptRecord} attempt */
function bare({ kind, cell, replicate, digest, arm, unit, status, reason, effects }) {
  return {
    ...{ kind, cell, replicate, digest, arm, unit, status },
    ...(reason === undefined ? {} : { reason }),
    effects: effects.map(
      (effect) =>
        effect && {
          ...{ point: effect.point, se: effect.se, intervals: effect.intervals },
          ...(effect.mcse === undefined ? {} : { mcse: effect.mcse }),
        },
    ),
    diagnostics: {},
    ms: 0,
  };
}

/** @returns {Promise<number>} exit code */
async function main() {
  const known = existsSync(baseline);
  if (!known && !values.accept) {
    console.error(`${baseline} is not there; npm run regression -- --accept makes it`);
    return 3;
  }
  if (values.cli === undefined && stale() && (await build({ clean: false })) !== 0) return 70;
  // rows of other code would be gone on with, or refused
  rmSync(out, { recursive: true, force: true });
  const ran = plumbline(['run', `${folder}/study.yaml`, '--out', out], 'ignore');
  if (ran !== 0) return ran;
  const reports = ['--junit', `${out}.xml`, '--markdown', `${out}.md`];
  const verdict = known ? plumbline(['compare', baseline, out, ...reports]) : 0;
  if (!values.accept) {
    if (verdict === 1 || verdict === 2) console.error('as it should be? npm run regression -- --accept');
    if (verdict === 3) console.error('as it should be? npm run regression -- --accept --new-data');
    return verdict;
  }
  if (verdict > 3 || (verdict === 3 && !values['new-data'])) {
    console.error(
      `${baseline} stays as it was${verdict === 3 ? '; --new-data replaces it though they differ so' : ''}`,
    );
    return verdict;
  }
  const fresh = '.tmp/regression-baseline';
  await condense(out, fresh);
  const check = plumbline(['compare', fresh, out]);
  if (check !== 0) return check;
  rmSync(baseline, { recursive: true, force: true });
  cpSync(fresh, baseline, { recursive: true });
  console.error(`${baseline} is now what was found; commit it with what changed it`);
  return 0;
}

process.exitCode = await main();
