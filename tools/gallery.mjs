/** Draws docs/gallery.md and docs/gallery/*.svg from the studies of experiments/gallery, which it runs (about a minute).
 *  With --check it writes nothing and says which files are out of date (exit 1): all to the byte, but for the drawing of times,
 *  which are another machine's. With --results DIR it takes the studies' results from there, or leaves them there.
 *  Needs a build: npm run build. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { JSDOM } from 'jsdom';
import { drawingCode } from './gallery/drawingCode.mjs';
import { galleryPage, pictures } from './gallery/pictures.mjs';

const root = fileURLToPath(new URL('../', import.meta.url));
const folder = join(root, 'docs/gallery');

/** Runs a study, or goes on with it, and gathers what a report of it shows. @param {string} results @param {string} study */
async function reportOf(results, study) {
  const out = join(results, study);
  const cli = join(root, 'dist/cli/main.js');
  const run = [cli, 'run', join(root, `experiments/gallery/${study}.yaml`), '--out', out, '--no-report'];
  execFileSync(process.execPath, run, { stdio: ['ignore', 'ignore', 'inherit'] });
  const { gatherReport } = await import(new URL('../dist/report/data/gather.node.js', import.meta.url).href);
  return gatherReport(out, { refit: true, selfCheck: null, named: `results/gallery-${study}` });
}

/** @param {string} results @param {string} scratch @returns {Promise<ReadonlyMap<string, string>>} by path in the repository */
async function gallery(results, scratch) {
  const { drawing, figureIds } = await drawingCode(scratch);
  const unpictured = figureIds().filter((/** @type {string} */ id) => !pictures.some((one) => one.id === id));
  if (unpictured.length > 0) throw new Error(`no picture of ${unpictured.join(', ')}: tools/gallery/pictures.mjs`);
  const { window } = new JSDOM('');
  const reports = new Map();
  for (const study of new Set(pictures.map(({ study }) => study))) reports.set(study, await reportOf(results, study));
  const drawn = pictures
    .toSorted((a, b) => figureIds().indexOf(a.id) - figureIds().indexOf(b.id))
    .map((picture) => ({
      ...picture,
      ...drawing(window, reports.get(picture.study), picture.id, picture.shown ?? {}),
    }));
  return new Map([
    ['docs/gallery.md', galleryPage(drawn)],
    ...drawn.map(({ id, svg }) => /** @type {const} */ ([`docs/gallery/${id}.svg`, svg])),
  ]);
}

/** @param {ReadonlyMap<string, string>} files */
function staleOf(files) {
  const same = (/** @type {string} */ path, /** @type {string} */ text) =>
    existsSync(join(root, path)) && (path.endsWith('/time.svg') || readFileSync(join(root, path), 'utf8') === text);
  const left = existsSync(folder) ? readdirSync(folder).map((file) => `docs/gallery/${file}`) : [];
  return [
    ...[...files].filter(([path, text]) => !same(path, text)).map(([path]) => path),
    ...left.filter((path) => !files.has(path)),
  ];
}

const scratch = mkdtempSync(join(tmpdir(), 'plumbline-gallery-'));
const asked = process.argv.indexOf('--results');
try {
  // jsdom and Plot are found from where the bundle lies
  mkdirSync(join(root, '.tmp'), { recursive: true });
  const files = await gallery(asked < 0 ? scratch : (process.argv[asked + 1] ?? scratch), join(root, '.tmp'));
  if (process.argv.includes('--check')) {
    const stale = staleOf(files);
    for (const path of stale) console.error(`out of date: ${path} (npm run gallery)`);
    process.exitCode = stale.length > 0 ? 1 : 0;
  } else {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    for (const [path, text] of files) writeFileSync(join(root, path), text);
  }
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
