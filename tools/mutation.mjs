/** `npm run mutation [-- room …] [--fresh] [--write]`: mutates the rooms that judge and counts what their tests notice.
 *  Ends with 1 where failing tests kill fewer than 85 % of a room's mutants, or where docs/mutation.md does not list a
 *  survivor. `--write` brings the table of that page up to date, `--fresh` forgets earlier runs, `--report` runs nothing. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { Stryker } from '@stryker-mutator/core';
import { rooms } from './rooms.mjs';

/** What is mutated in one go, folders without those inside them, and the folders whose tests have to notice. A mutant in what
 *  runs once, while a file loads, needs all of the tests: the folders of `score` with many of these go by their own.
 *  @typedef {{ name: string, judge: string, room: string, mutated: readonly string[], tests: string }} Part
 *  @type {readonly Part[]} */
const parts = [
  {
    name: 'diagnostics',
    judge: 'diagnostics',
    room: 'inference',
    mutated: ['src/inference/diagnostics'],
    tests: 'src/inference/diagnostics',
  },
  { name: 'measures', judge: 'score', room: 'score', mutated: ['src/score/measures'], tests: 'src/score/measures' },
  {
    name: 'policies',
    judge: 'score',
    room: 'score',
    mutated: ['src/score/policies', 'src/score/paired'],
    tests: 'src/score/policies,src/score/paired',
  },
  { name: 'score', judge: 'score', room: 'score', mutated: ['src/score'], tests: 'src/score' },
  {
    name: 'compare',
    judge: 'compare',
    room: 'compare',
    mutated: ['src/compare', 'src/compare/endpoints'],
    tests: 'src/compare',
  },
];
const judges = [...new Set(parts.map(({ judge }) => judge))];
const least = 0.85;
const page = 'docs/mutation.md';
const kept = '.tmp/mutation';

/** @typedef {{ line: number, column: number }} Place
 *  @typedef {{ status: string, statusReason?: string, replacement?: string, location: { start: Place, end: Place } }} Mutant
 *  @typedef {{ file: string, source: string, mutant: Mutant }} Found
 *  @typedef {Record<'killed' | 'loops' | 'clock' | 'survived' | 'uncovered' | 'error', number>} Counts */

/** The incremental file of a part. Stryker sees changes of what is mutated and of its tests; any other change that can reach
 *  it gives the file another name, and the run begins anew. @param {Part} part @returns {string} */
function memory({ name, room, mutated }) {
  const hash = createHash('sha256');
  for (const place of [room, ...(rooms[room] ?? [])].map((other) => `src/${other}`))
    for (const file of readdirSync(place, { recursive: true, encoding: 'utf8' }).sort()) {
      const path = join(place, file);
      const known = file.endsWith('.test.ts') || mutated.includes(dirname(path));
      if (file.endsWith('.ts') && !known) hash.update(path).update(readFileSync(path));
    }
  const rest = ['package-lock.json', 'stryker.config.mjs', 'tools/mutation-vitest.mjs', 'tools/mutation-setup.mjs'];
  for (const file of rest) hash.update(readFileSync(file));
  return `${kept}/${name}-${hash.digest('hex').slice(0, 12)}.json`;
}

/** @param {Part} part @returns {Promise<void>} */
async function run(part) {
  const incrementalFile = memory(part);
  if (values.fresh) rmSync(incrementalFile, { force: true });
  process.env.PLUMBLINE_MUTATION_TESTS = part.tests;
  const begun = performance.now();
  await new Stryker({
    configFile: 'stryker.config.mjs',
    mutate: [
      ...part.mutated.map((folder) => `${folder}/*.ts`),
      '!src/**/*.test.ts',
      '!src/**/*.fixture.ts',
      '!src/**/*.node.ts',
    ],
    incrementalFile,
    jsonReporter: { fileName: report(part) },
  }).runMutationTest();
  console.log(`${part.name}: ${((performance.now() - begun) / 60_000).toFixed(1)} minutes`);
}

/** @param {Part} part */
const report = ({ name }) => `${kept}/${name}.json`;

/** @param {Part} part @returns {Found[]} */
function found(part) {
  /** @type {Record<string, { source: string, mutants: Mutant[] }>} */
  const files = JSON.parse(readFileSync(report(part), 'utf8')).files;
  return Object.entries(files).flatMap(([file, { source, mutants }]) =>
    mutants.map((mutant) => ({ file: file.replace(/^src\//, ''), source, mutant })),
  );
}

/** A loop that runs a hundred times as often as without the mutant is stopped by count; other time-outs are the clock's.
 *  @param {Mutant} mutant @returns {keyof Counts} */
function outcome({ status, statusReason }) {
  if (status === 'Killed') return 'killed';
  if (status === 'Survived') return 'survived';
  if (status === 'NoCoverage') return 'uncovered';
  if (status === 'Timeout') return statusReason?.startsWith('Hit limit') ? 'loops' : 'clock';
  return 'error';
}

/** @param {readonly Found[]} some @returns {Counts} */
function count(some) {
  const counts = { killed: 0, loops: 0, clock: 0, survived: 0, uncovered: 0, error: 0 };
  for (const { mutant } of some) counts[outcome(mutant)] += 1;
  return counts;
}

/** One line a survivor: the file, what stood there, what stands there now. @param {Found} one @returns {string} */
function line({ file, source, mutant: { location, replacement = '' } }) {
  const { start, end } = location;
  const lines = source.split('\n').slice(start.line - 1, end.line);
  lines[lines.length - 1] = lines.at(-1)?.slice(0, end.column - 1) ?? '';
  lines[0] = lines[0]?.slice(start.column - 1) ?? '';
  const short = (/** @type {string} */ text) => text.replace(/\s+/g, ' ').replaceAll('`', "'").trim().slice(0, 90);
  return `- ${file}: \`${short(lines.join('\n'))}\` → \`${short(replacement)}\``;
}

/** @param {readonly (readonly [string, readonly Found[]])[]} groups @returns {string} */
function table(groups) {
  const rows = groups.map(([name, some]) => {
    const c = count(some);
    const share = ((100 * c.killed) / some.length).toFixed(1);
    return `| ${[name, some.length, c.killed, c.loops, c.clock, c.survived, c.uncovered, c.error, share].join(' | ')} |`;
  });
  const head = ['folder', 'mutants', 'killed', 'loops', 'clock', 'survived', 'not covered', 'errors', 'killed, %'];
  return [`| ${head.join(' | ')} |`, `|---${'|---:'.repeat(head.length - 1)}|`, ...rows].join('\n');
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { fresh: { type: 'boolean' }, write: { type: 'boolean' }, report: { type: 'boolean' } },
});
const unknown = positionals.filter((name) => !judges.includes(name));
if (unknown.length > 0) {
  console.error(`mutation: got ${unknown.join(', ')}; allowed are ${judges.join(', ')}`);
  process.exit(3);
}
const names = positionals.length > 0 ? positionals : judges;
const asked = parts.filter(({ judge }) => names.includes(judge));
if (!values.report) for (const part of asked) await run(part);

// the table is of all that was ever run here, the verdicts below of what was asked
const done = parts.filter((part) => existsSync(report(part))).map((part) => ({ ...part, some: found(part) }));

/** @type {Map<string, Found[]>} */
const folders = new Map();
for (const one of done.flatMap(({ some }) => some)) {
  const folder = one.file.slice(0, one.file.lastIndexOf('/'));
  folders.set(folder, [...(folders.get(folder) ?? []), one]);
}
const counted = table([...folders]);
console.log(`\n${counted}`);

const text = readFileSync(page, 'utf8');
if (values.write) {
  const [begin, end] = ['<!-- table -->\n', '\n<!-- end of table -->'];
  const at = [text.indexOf(begin) + begin.length, text.indexOf(end)];
  writeFileSync(page, `${text.slice(0, at[0])}${counted}${text.slice(at[1])}`);
}

const listed = new Set(text.split('\n').filter((row) => row.startsWith('- ')));
for (const judge of names) {
  const own = done.filter((part) => part.judge === judge);
  const some = own.flatMap((part) => part.some);
  const alive = new Set(some.filter(({ mutant }) => ['survived', 'uncovered'].includes(outcome(mutant))).map(line));
  const share = count(some).killed / some.length;
  const fresh = [...alive].filter((row) => !listed.has(row));
  const isOwn = (/** @type {string} */ row) =>
    own.some(({ mutated }) => mutated.some((folder) => `src/${row.slice(2).split(':')[0]}`.startsWith(`${folder}/`)));
  const gone = [...listed].filter((row) => isOwn(row) && !alive.has(row));
  console.log(`\n${judge}: ${(100 * share).toFixed(1)} % killed, at least ${100 * least} % wanted`);
  if (fresh.length > 0) console.log(`survivors that ${page} does not list:\n${fresh.join('\n')}`);
  if (gone.length > 0) console.log(`listed in ${page}, and no longer survivors:\n${gone.join('\n')}`);
  if (!(share >= least) || fresh.length > 0) process.exitCode = 1;
}
