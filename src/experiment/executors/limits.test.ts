import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import type { AttemptStatus } from '../../score/types.ts';
import { type RunResult, readResults, runStudy } from '../runStudy.node.ts';
import { canonicalFiles, inFolder } from '../small.fixture.node.ts';
import { parseStudy } from '../study/study.ts';

/** What a fit does before it answers; each only on the datasets of odd digest, so that its neighbors are seen to go on. */
const deeds = {
  hangs: 'for (;;);',
  never: 'return new Promise(() => {});',
  allocates: 'for (const kept = []; ; ) kept.push(new Float64Array(1e6).fill(1));',
  heap: 'for (const kept = []; ; ) kept.push(new Array(1e5).fill(kept.length));',
  // what V8 throws where it gets no memory: not to be had at will on every machine
  huge: "throw new RangeError('Array buffer allocation failed');",
  exits: 'process.exit(0);',
  aborts: 'process.abort();',
  segfaults: "process.kill(process.pid, 'SIGSEGV'); for (;;);",
  throws: "throw new Error('on purpose');",
  later: "setImmediate(() => { throw new Error('later'); }); await new Promise((resolve) => setTimeout(resolve, 200));",
  rejects: "Promise.reject(new Error('unheard')); await new Promise((resolve) => setTimeout(resolve, 200));",
  disconnects: 'process.disconnect(); await new Promise((resolve) => setTimeout(resolve, 200));',
  prints: `process.stdout.write('{"kind":"done"}\\n'.repeat(9)); process.send('garbage'); process.send(null);`,
} as const;
type Deed = keyof typeof deeds;

const expected: Readonly<Record<Deed, AttemptStatus>> = {
  hangs: 'timeout',
  never: 'timeout',
  allocates: 'oom',
  heap: 'oom',
  huge: 'oom',
  exits: 'lost',
  aborts: 'lost',
  segfaults: 'lost',
  throws: 'error',
  later: 'lost',
  rejects: 'lost',
  disconnects: 'lost',
  prints: 'ok',
};

const REPLICATES = 2;
const hungry: readonly Deed[] = ['allocates', 'heap', 'huge'];
const names = Object.keys(deeds) as Deed[];
/** Apart, so that on a machine under load a fit that is to meet one limit does not meet the other first. */
const parts = [
  { deedsOf: hungry, limits: '{ megabytes: 400 }' },
  { deedsOf: names.filter((deed) => !hungry.includes(deed)), limits: '{ seconds: 2 }' },
] as const;
type Part = (typeof parts)[number];

const textOf = ({ deedsOf, limits }: Part) => `
name: rough
scenarios: [unobserved-confounder]
periods: 26
estimators:
  calm: { use: ols }
${deedsOf.map((deed) => `  ${deed}: { use: ./rough.mjs, deed: ${deed} }`).join('\n')}
replicates: ${REPLICATES}
seed: 3
limits: ${limits}
`;

function studyIn(folder: string, part: Part) {
  const cases = Object.entries(deeds).map(([deed, code]) => `if (settings.deed === '${deed}') { ${code} }`);
  writeFileSync(
    join(folder, 'rough.mjs'),
    `export default { id: 'rough', fit: async (dataset, settings, request) => {
      if (Number.parseInt(dataset.digest.at(-1), 16) % 2 === 1) {
        ${cases.join('\n')}
      }
      return { status: 'ok',
        effects: request.estimands.map((estimand) => ({
          estimand, point: 1, se: 1, intervals: request.levels.map((level) => ({ level, lower: 0, upper: 2 })),
        })),
        fitted: new Float64Array(dataset.periods), parameters: [], diagnostics: {} };
    } };`,
  );
  return parseStudy(textOf(part), join(folder, 'study.yaml'));
}

type Row = Readonly<Record<'arm' | 'status' | 'reason' | 'digest', string>>;
let results: readonly RunResult[];
let rows: readonly Row[];

async function rowsOf(folder: string, part: Part): Promise<{ result: RunResult; mine: readonly Row[] }> {
  const out = join(folder, 'results');
  const result = await runStudy({ study: studyIn(folder, part), out, workers: 2 });
  expect(readResults(out).counts).toEqual(result.counts);
  const [head, ...lines] = canonicalFiles(out)[0]!.trimEnd().split('\n');
  const columns = head!.split(',');
  const mine = lines.map((line) => {
    const fields = line.split(',');
    return Object.fromEntries(columns.map((column, i) => [column, fields[i] ?? ''])) as Row;
  });
  return { result, mine };
}

beforeAll(async () => {
  const found = [];
  for (const part of parts) found.push(await inFolder((folder) => rowsOf(folder, part)));
  results = found.map(({ result }) => result);
  rows = found.flatMap(({ mine }) => mine);
}, 120_000);

const isOdd = ({ digest }: Row): boolean => Number.parseInt(digest.at(-1)!, 16) % 2 === 1;

test('the study ends, whatever a fit did, and every attempt has a row', () => {
  for (const [i, { complete, counts }] of results.entries()) {
    const attempts = REPLICATES * (1 + parts[i]!.deedsOf.length);
    expect({ complete, total: counts.total, done: counts.done }).toEqual({
      complete: true,
      total: attempts,
      done: attempts,
    });
  }
});

test.each(Object.entries(expected))('%s: such a fit is %s, and no other attempt with it', (deed, status) => {
  const mine = rows.filter((row) => row.arm === deed);
  // a dataset a deed falls on, and one it does not
  const guilty = mine.filter(isOdd);
  expect(guilty.length).toBeGreaterThan(0);
  expect(guilty.length).toBeLessThan(mine.length);
  expect(new Set(guilty.map((row) => row.status))).toEqual(new Set([status]));
  expect(new Set(mine.filter((row) => !isOdd(row)).map((row) => row.status))).toEqual(new Set(['ok']));
});

test('neighbors on the same dataset are fitted', () => {
  expect(new Set(rows.filter((row) => row.arm === 'calm').map((row) => row.status))).toEqual(new Set(['ok']));
});

test('a row says why', () => {
  const reasonOf = (deed: Deed) => rows.find((row) => row.arm === deed && isOdd(row))?.reason;
  expect(reasonOf('hangs')).toBe('the attempt passed the time limit');
  expect(reasonOf('allocates')).toBe('the process passed the memory limit during the attempt');
  expect(reasonOf('huge')).toBe('Array buffer allocation failed');
  expect(reasonOf('exits')).toBe('the worker process ended during the attempt (exit code 0)');
  expect(reasonOf('aborts')).toBe('the worker process ended during the attempt (SIGABRT)');
});

test('a memory limit below what a worker takes before its first fit is refused', async () => {
  await inFolder(async (folder) => {
    const study = { ...studyIn(folder, parts[0]), limits: { megabytes: 20 } };
    const run = runStudy({ study, out: join(folder, 'results'), workers: 1 });
    await expect(run).rejects.toThrow(/^limits\.megabytes: 20; a worker process takes \d+ before its first fit/);
  });
});

test('what attempts leave behind is not held against the next: the process is replaced', async () => {
  await inFolder(async (folder) => {
    writeFileSync(
      join(folder, 'leaks.mjs'),
      `const kept = [];
      export default { id: 'leaks', fit: () => {
        kept.push(new Float64Array(5e6).fill(1));
        return { status: 'refused', reason: 'unsupported', detail: 'leaks' };
      } };`,
    );
    const study = parseStudy(
      'name: leak\nscenarios: [unobserved-confounder]\nperiods: 26\nestimators: { leaks: { use: ./leaks.mjs } }\nreplicates: 12\nseed: 3\nlimits: { megabytes: 300 }\n',
      join(folder, 'study.yaml'),
    );
    const { counts } = await runStudy({ study, out: join(folder, 'results'), workers: 1 });
    // 12 × 40 MB in all
    expect(counts.byStatus).toMatchObject({ refused: 12, oom: 0, lost: 0 });
  });
});

/** Takes memory until it is stopped, having said who it is. */
const hog = (folder: string) => `
  import { writeFileSync } from 'node:fs';
  writeFileSync(${JSON.stringify(join(folder, 'hog-'))} + process.pid, '');
  for (const kept = []; ; ) kept.push(new Float64Array(1e6).fill(1));`;

const isRunning = (pid: number): boolean => {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
};

test.runIf(process.platform === 'linux').each([
  ['an outside program', '{ use: external, command: [node, hog.mjs], seconds: 60 }'],
  ['a program that a fit of one’s own starts', '{ use: ./starts.mjs }'],
])('what %s takes counts, and it goes with the process', async (_, hungryArm) => {
  await inFolder(async (folder) => {
    writeFileSync(join(folder, 'hog.mjs'), hog(folder));
    writeFileSync(
      join(folder, 'starts.mjs'),
      `import { spawn } from 'node:child_process';
      export default { id: 'starts', fit: () => {
        spawn(process.execPath, [${JSON.stringify(join(folder, 'hog.mjs'))}], { stdio: 'ignore' });
        return new Promise(() => {});
      } };`,
    );
    const study = parseStudy(
      `name: hogs\nscenarios: [unobserved-confounder]\nperiods: 26\nestimators: { hog: ${hungryArm}, ols: { use: ols } }\nreplicates: 1\nseed: 3\nlimits: { megabytes: 500 }\n`,
      join(folder, 'study.yaml'),
    );
    const { counts } = await runStudy({ study, out: join(folder, 'results'), workers: 1 });
    expect(counts.byStatus).toMatchObject({ oom: 1, ok: 1 });
    const hogs = readdirSync(folder).flatMap((name) => (name.startsWith('hog-') ? [Number(name.slice(4))] : []));
    expect(hogs).toHaveLength(1);
    expect(hogs.filter(isRunning)).toEqual([]);
  });
});
