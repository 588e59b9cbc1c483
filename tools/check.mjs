/** `npm run check`: types, lint, dead code and generated files, side by side; what each says is printed when it is done, and the
 *  exit code is 1 where one of them finds something. */
import { spawn } from 'node:child_process';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../', import.meta.url));
const steps = [
  ['tsc', '-p', 'tsconfig.json'],
  ['biome', 'check', '--error-on-warnings', '--diagnostic-level=warn'],
  ['tsc', '-p', 'tsconfig.page.json'],
  ['knip'],
  ['node', 'tools/generate.mjs', '--check'],
];

/** @param {readonly string[]} step @returns {Promise<boolean>} whether it found nothing */
function passes([program = '', ...words]) {
  const from = program === 'node' ? process.execPath : `node_modules/.bin/${program}`;
  const child = spawn(from, words, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  /** @type {Buffer[]} */
  const said = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => said.push(chunk));
  return new Promise((resolve) => {
    child.on('close', (code) => {
      process.stdout.write(Buffer.concat(said));
      if (code !== 0) console.error(`${program} ${words.join(' ')}: exit code ${code}`);
      resolve(code === 0);
    });
  });
}

const results = await Promise.all(steps.map(passes));
process.exitCode = results.every(Boolean) ? 0 : 1;
