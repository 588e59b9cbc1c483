/** `npm run bench [-- name …]`: compiles bench/ and runs each suite in a process of its own.
 *  A suite fails the run by exiting with a code other than 0. */
import { spawnSync } from 'node:child_process';
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compile } from './build.mjs';

const out = fileURLToPath(new URL('../dist-bench/', import.meta.url));
const wanted = process.argv.slice(2);

rmSync(out, { recursive: true, force: true });
// 2: written in spite of type errors, which are for `npm run check` to report
if (![0, 2].includes(compile('tsconfig.bench.json'))) process.exit(1);
const suites = readdirSync(join(out, 'bench'))
  .filter((file) => file.endsWith('.bench.js'))
  .filter((file) => wanted.length === 0 || wanted.some((name) => file.startsWith(name)));
if (suites.length === 0) {
  console.error(`no suite bench/*.bench.ts${wanted.length === 0 ? '' : ` is named ${wanted.join(' or ')}`}`);
  process.exit(3);
}
for (const suite of suites) {
  console.log(`\n${suite.replace(/\.bench\.js$/, '')}`);
  const { status } = spawnSync(process.execPath, [join(out, 'bench', suite)], { stdio: 'inherit' });
  if (status !== 0) process.exitCode = 1;
}
