import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import type { Progress } from '../executors/meter.ts';
import { nodeSurroundings } from '../load/study.node.ts';
import { runStudy } from '../runStudy.node.ts';
import { inFolder } from '../small.fixture.node.ts';
import { parseStudy } from '../study/study.ts';
import { planDifferences } from './accept.ts';
import { planStudy } from './planStudy.ts';
import type { Plan } from './types.ts';

const text = `name: accepted
scenarios: [clean]
periods: [26, 30]
estimators:
  ols: { use: ols, scenarios: [clean] }
  noisy: { use: oracle-normal, sd: { each: [1, 2] } }
replicates: 5
levels: [0.8]
seed: 1
`;
const planOf = (changed: string): Promise<Plan> => planStudy(parseStudy(changed, 'x.yaml'), nodeSurroundings('.'));
let stored: Plan;
beforeAll(async () => {
  stored = await planOf(text);
});

const edits: readonly (readonly [what: string, from: string, to: string, told: readonly string[]])[] = [
  ['the same plan', 'seed: 1', 'seed: 1', []],
  ['more replicates', 'replicates: 5', 'replicates: 9', []],
  ['a new cell', 'periods: [26, 30]', 'periods: [26, 28, 30]', []],
  ['a new scenario', 'scenarios: [clean]\nper', 'scenarios: [unobserved-confounder, clean]\nper', []],
  ['a new arm', 'each: [1, 2]', 'each: [0.5, 1, 2]', []],
  ['another order', 'periods: [26, 30]', 'periods: [30, 26]', []],
  ['another question, which touches no row', 'scenarios', 'question: Why?\nscenarios', []],
  ['other limits, which touch no row', 'seed: 1', 'seed: 1\nlimits: { seconds: 9 }', []],
  ['another seed', 'seed: 1', 'seed: 2', ['seed: the folder has 1, the study 2']],
  ['other levels', '[0.8]', '[0.8, 0.9]', ['levels: the folder has [0.8], the study [0.8,0.9]']],
  [
    'other estimands',
    'seed: 1',
    'seed: 1\nestimands: [roas.direct]',
    ['estimands: the folder has [{"kind":"roas.total"}], the study [{"kind":"roas.direct"}]'],
  ],
  ['another name', 'name: accepted', 'name: other', ['name: the folder has "accepted", the study "other"']],
  ['fewer replicates', 'replicates: 5', 'replicates: 4', ['replicates: the folder has 5, the study 4']],
  ['a cell less', 'periods: [26, 30]', 'periods: [30]', ['cell clean@26: no longer in the study']],
  ['an arm less', 'each: [1, 2]', 'each: [2]', ['arm noisy[sd=1]: no longer in the study']],
  ['an arm of other settings', 'use: ols, s', 'use: ols, trend: true, s', ['arm ols: defined otherwise now']],
];

test.each(edits)('%s', async (_, from, to, told) => {
  expect(text).toContain(from);
  expect(planDifferences(stored, await planOf(text.replace(from, to)))).toEqual(told);
});

test('all that differs is told at once', async () => {
  const other = text
    .replace('seed: 1', 'seed: 2')
    .replace('[26, 30]', '[30]')
    .replace('use: ols, s', 'use: ols, trend: true, s');
  expect(planDifferences(stored, await planOf(other))).toEqual([
    'seed: the folder has 1, the study 2',
    'cell clean@26: no longer in the study',
    'arm ols: defined otherwise now',
  ]);
});

test('an arm that no longer runs in a cell', async () => {
  const both = text.replace('scenarios: [clean]\nper', 'scenarios: [clean, unobserved-confounder]\nper');
  const everywhere = await planOf(both.replace(', scenarios: [clean]', ''));
  expect(planDifferences(everywhere, await planOf(both))).toEqual([
    'arm ols: no longer runs in unobserved-confounder@26',
    'arm ols: no longer runs in unobserved-confounder@30',
  ]);
});

test('another version of the code, of its random streams, of what it is installed with, of the format', () => {
  const now = (versions: Partial<Plan['versions']>) => ({ ...stored, versions: { ...stored.versions, ...versions } });
  const { plumbline, rng, lockfile } = stored.versions;
  expect(planDifferences(stored, now({ plumbline: '99.0.0' }))).toEqual([
    `code version: the folder has "${plumbline}", the study "99.0.0"`,
  ]);
  expect(planDifferences(stored, now({ rng: '99' }))).toEqual([`rng version: the folder has "${rng}", the study "99"`]);
  expect(planDifferences(stored, now({ lockfile: 'ff' }))).toEqual([
    // the head of a hash tells as much as all of it
    `hash of package-lock.json: the folder has "${lockfile!.slice(0, 12)}…", the study "ff"`,
  ]);
  expect(planDifferences(stored, now({ code: 'ab'.repeat(32) }))).toEqual([
    `compiled code: the folder has "${stored.versions.code!.slice(0, 12)}…", the study "abababababab…"`,
  ]);
  // a folder from before the code was hashed
  const { code: _, ...before } = stored.versions;
  expect(planDifferences({ ...stored, versions: before as Plan['versions'] }, stored)).toEqual([
    `compiled code: the folder has null, the study "${stored.versions.code!.slice(0, 12)}…"`,
  ]);
  expect(planDifferences(stored, { ...stored, format: 2 as never })).toEqual([
    'plan format: the folder has 1, the study 2',
  ]);
});

test.each([
  // 2 cells × 3 arms × 5 replicates are there
  ['more replicates', 'replicates: 5', 'replicates: 7', 2 * 3 * 2],
  ['a new cell', 'periods: [26, 30]', 'periods: [26, 28, 30]', 3 * 5],
  ['a new arm', 'each: [1, 2]', 'each: [0.5, 1, 2]', 2 * 5],
  ['nothing new', 'seed: 1', 'seed: 1', 0],
])('%s: only what is missing is run', async (_, from, to, fits) => {
  await inFolder(async (root) => {
    const out = join(root, 'grown');
    const grown = parseStudy(text.replace(from, to), 'x.yaml');
    await runStudy({ study: parseStudy(text, 'x.yaml'), out, workers: 0 });
    let made = 0;
    const onProgress = ({ done }: Progress): void => {
      made = done;
    };
    const { hash, complete } = await runStudy({ study: grown, out, workers: 0, onProgress });
    expect({ made, complete }).toEqual({ made: fits, complete: true });
    expect(hash).toBe((await runStudy({ study: grown, out: join(root, 'at-once'), workers: 0 })).hash);
  });
});
