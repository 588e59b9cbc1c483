/** Draws docs/findings/estimators/*.svg, one picture a study of an estimator, from what `plumbline verify` left:
 *    node tools/findings.mjs                     runs the studies first (some minutes), in results/verify
 *    node tools/findings.mjs --results DIR       takes their folders in DIR, as `verify --out DIR` makes them
 *    node tools/findings.mjs --check …           writes nothing, says which pictures are out of date (exit 1)
 *  Needs a build: npm run build. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { JSDOM } from 'jsdom';
import { pictures } from './findings/pictures.mjs';
import { drawingCode } from './gallery/drawingCode.mjs';

const root = fileURLToPath(new URL('../', import.meta.url));
const folder = join(root, 'docs/findings/estimators');
const asked = process.argv.indexOf('--results');
const results = asked < 0 ? join(root, 'results/verify') : (process.argv[asked + 1] ?? '');

if (asked < 0) {
  const studies = [...new Set(pictures.map(({ study }) => study))];
  const verify = [join(root, 'dist/cli/main.js'), 'verify', ...studies, '--out', results];
  execFileSync(process.execPath, verify, { stdio: ['ignore', 'ignore', 'inherit'] });
}

/** @returns {Promise<ReadonlyMap<string, string>>} text by file name */
async function drawn() {
  mkdirSync(join(root, '.tmp'), { recursive: true });
  const { drawing } = await drawingCode(join(root, '.tmp'));
  const { gatherReport } = await import(new URL('../dist/report/data/gather.node.js', import.meta.url).href);
  const { window } = new JSDOM('');
  const reports = new Map();
  const files = new Map();
  for (const { study, id, shown = {}, file = study } of pictures) {
    const known = reports.get(study);
    const report = known ?? (await gatherReport(join(results, study), { refit: false, selfCheck: null, named: study }));
    reports.set(study, report);
    files.set(`${file}.svg`, drawing(window, report, id, shown).svg);
  }
  return files;
}

const files = await drawn();
if (process.argv.includes('--check')) {
  const left = existsSync(folder) ? readdirSync(folder) : [];
  const stale = [
    ...[...files].flatMap(([file, text]) =>
      left.includes(file) && readFileSync(join(folder, file), 'utf8') === text ? [] : [file],
    ),
    ...left.filter((file) => !files.has(file)),
  ];
  for (const file of stale) console.error(`out of date: docs/findings/estimators/${file} (npm run findings)`);
  process.exitCode = stale.length > 0 ? 1 : 0;
} else {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const [file, text] of files) writeFileSync(join(folder, file), text);
}
