/** Compiles src/ to dist/. Run by itself: from a clean folder, and a type error fails the build. */
import { spawnSync } from 'node:child_process';
import { chmodSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../', import.meta.url));
const command = join(root, 'dist/cli/main.js');

/** @param {string} project a tsconfig @returns tsc's exit code: 0, or 2 where it wrote in spite of type errors */
export function compile(project) {
  const tsc = join(root, 'node_modules/.bin/tsc');
  return spawnSync(tsc, ['-p', join(root, project)], { stdio: ['ignore', 'inherit', 'inherit'] }).status ?? 1;
}

/** Is a source newer than the build, or gone since? A folder's own time tells of files removed. */
export function stale() {
  const built = statSync(command, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const inputs = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((path) => !path.endsWith('.test.ts'))
    .map((path) => join(root, 'src', path));
  return [...inputs, join(root, 'src'), join(root, 'tsconfig.json'), join(root, 'tsconfig.build.json')].some(
    (path) => (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0) > built,
  );
}

/** Without `clean`, files whose source is gone stay: for a build that other processes may be reading.
 *  @param {{ clean: boolean }} options @returns tsc's exit code */
export function build({ clean }) {
  if (clean) rmSync(join(root, 'dist'), { recursive: true, force: true });
  const status = compile('tsconfig.build.json');
  if (status === 0 || status === 2) chmodSync(command, 0o755);
  return status;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exitCode = build({ clean: true });
