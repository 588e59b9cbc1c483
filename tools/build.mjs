/** Compiles src/ to dist/. Run by itself: from a clean folder, and a type error fails the build. */
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { licensesOf } from './licenses.mjs';
import { bundlePages } from './pages.mjs';
import { vendor } from './vendor.mjs';

const root = fileURLToPath(new URL('../', import.meta.url));
const dist = join(root, 'dist');
const command = join('cli', 'main.js');

/** @param {string} project a tsconfig @param {string[]} options @returns tsc's exit code: 0, or 2 where it wrote in spite of type errors */
export function compile(project, ...options) {
  const tsc = join(root, 'node_modules/.bin/tsc');
  return (
    spawnSync(tsc, ['-p', join(root, project), ...options], { stdio: ['ignore', 'inherit', 'inherit'] }).status ?? 1
  );
}

/** What dist/ is made from and by: tsc reads src/, the page of the explorer holds scenarios, tools bundle. */
const inputs = ['src', 'scenarios', 'tools'];

/** Is a source newer than the build, or gone since? A folder's own time tells of files removed. */
export function stale() {
  const built = timeOf(join(dist, command));
  const files = inputs.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: folder === 'src', encoding: 'utf8' })
      .filter((path) => !path.endsWith('.test.ts'))
      .map((path) => join(folder, path)),
  );
  const others = [...inputs, 'tsconfig.json', 'tsconfig.build.json', 'package-lock.json'];
  return [...files, ...others].some((path) => timeOf(join(root, path)) > built);
}

/** @param {string} path */
function timeOf(path) {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

/** Without `clean`, files whose source is gone stay: for a build that other processes may be reading. All is made beside dist/ and
 *  then moved there, so that who reads meets a whole file, the old one or the new.
 *  @param {{ clean: boolean }} options @returns {Promise<number>} tsc's exit code */
export async function build({ clean }) {
  mkdirSync(join(root, '.tmp'), { recursive: true });
  const made = mkdtempSync(join(root, '.tmp', 'dist-'));
  try {
    const status = compile('tsconfig.build.json', '--outDir', made);
    if (status !== 0 && status !== 2) return status;
    const bundled = [...(await vendor(made)), ...(await pages(made, status))];
    writeFileSync(join(made, 'THIRD-PARTY-LICENSES'), licensesOf(bundled));
    chmodSync(join(made, command), 0o755);
    if (clean) rmSync(dist, { recursive: true, force: true });
    const files = readdirSync(made, { recursive: true, encoding: 'utf8' }).filter((path) => path !== command);
    // the file whose time tells when the build was made comes last: one that was cut off is made again
    for (const path of [...files, command]) if (!statSync(join(made, path)).isDirectory()) move(made, path);
    return status;
  } finally {
    rmSync(made, { recursive: true, force: true });
  }
}

/** @param {string} from @param {string} path */
function move(from, path) {
  const to = join(dist, path);
  mkdirSync(dirname(to), { recursive: true });
  renameSync(join(from, path), to);
}

/** What sources with type errors cannot be bundled into is said, and has failed the build already.
 *  @param {string} folder @param {number} status tsc's exit code */
async function pages(folder, status) {
  try {
    return await bundlePages(folder);
  } catch (error) {
    if (status === 0) throw error;
    console.error(`no pages: ${error instanceof Error ? error.message : error}`);
    return [];
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exitCode = await build({ clean: true });
