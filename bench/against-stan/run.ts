/** Plumbline against Stan on the Bayesian reference problems of a folder. Started by run.sh; the table goes to stdout,
 *  progress to stderr, everything measured to the file after --json. */
import { readdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { compare } from './compare.ts';
import { readProblem, sampler } from './problem.ts';
import { measurements, ratios } from './table.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'string' },
    /** problems by id; all without it */
    only: { type: 'string', multiple: true },
    seed: { type: 'string', default: '1' },
    /** seeds of either engine */
    fits: { type: 'string', default: '3' },
  },
});
const folder = resolve(positionals[0] ?? '.');
const problems = readdirSync(folder)
  .filter((file) => file.endsWith('.json'))
  .sort()
  .map((file) => join(folder, file))
  .filter((path) => readProblem(path).kind === 'bayesian-mmm')
  .filter((path) => values.only === undefined || values.only.includes(readProblem(path).id));
if (problems.length === 0) {
  console.error(
    `no problem of kind bayesian-mmm${values.only ? ` and id ${values.only.join(', ')}` : ''} in ${folder}`,
  );
  process.exit(3);
}
const say = (line: string) => console.error(line);
const comparisons = problems.map((path) => compare(path, Number(values.fits), Number(values.seed), say));
const { chains, warmup, draws } = sampler;
console.log(`${chains} chains of ${draws} draws, Plumbline's after ${warmup} of warm-up, on one ${cpus()[0]?.model}\n`);
console.log(`${measurements(comparisons)}\n\n${ratios(comparisons)}`);
if (values.json !== undefined) {
  const machine = { cpu: cpus()[0]?.model, node: process.version };
  writeFileSync(values.json, `${JSON.stringify({ machine, sampler, comparisons }, null, 2)}\n`);
}
