import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readResults, runStudy } from '../runStudy.node.ts';
import { canonicalFiles, inFolder } from '../small.fixture.node.ts';
import { parseStudy, type Study } from '../study/study.ts';

/** An estimator that answers 1, unless the file below does something else first. */
const answer = `
  status: 'ok',
  effects: request.estimands.map((estimand) => ({
    estimand, point: 1, se: 1, intervals: request.levels.map((level) => ({ level, lower: 0, upper: 2 })),
  })),
  fitted: new Float64Array(dataset.periods), parameters: [], diagnostics: {},
`;

/** A study of 10 replicates with OLS and an estimator of the user's own.
 *  @param first what it does before it answers; it may use \`dataset\`, \`request\` and \`folder\` */
function studyWith(folder: string, first: string, more = ''): Study {
  writeFileSync(
    join(folder, 'mine.js'),
    `import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
    const folder = ${JSON.stringify(folder)};
    export default { id: 'mine', fit: (dataset, settings, request) => { ${first}
      return { ${answer} }; } };`,
  );
  // a package of its own, so that Node reads the file as a module
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  const text = `
name: rough
scenarios: [unobserved-confounder]
periods: 26
estimators: { ols: { use: ols }, mine: { use: ./mine.js } }
replicates: 10
seed: 3
${more}`;
  return parseStudy(text, join(folder, 'study.yaml'));
}

test('an estimator of the user is an arm like any other, and its source is a part of what it is', async () => {
  await inFolder(async (folder) => {
    const study = studyWith(folder, '');
    const inline = await runStudy({ study, out: join(folder, 'inline'), workers: 0 });
    await runStudy({ study, out: join(folder, 'processes'), workers: 2 });
    expect(inline.counts.byStatus.ok).toBe(20);
    expect(canonicalFiles(join(folder, 'processes'))).toEqual(canonicalFiles(join(folder, 'inline')));
    // its source is part of what it is
    const changed = studyWith(folder, '/* another */');
    await expect(runStudy({ study: changed, out: join(folder, 'inline') })).rejects.toThrow(
      'arm mine: defined otherwise now',
    );
  });
});

test('a process that dies is replaced, and its attempts are made again with the same key', async () => {
  await inFolder(async (folder) => {
    const study = studyWith(folder, '');
    await runStudy({ study, out: join(folder, 'calm'), workers: 0 });
    // dies once, on the third fit that is begun
    const dying = `
      appendFileSync(folder + '/fits', 'x');
      if (readFileSync(folder + '/fits').length === 3) process.kill(process.pid, 'SIGKILL');`;
    const rough = await runStudy({ study: studyWith(folder, dying), out: join(folder, 'rough'), workers: 2 });
    expect(rough.complete).toBe(true);
    expect(rough.counts.byStatus).toMatchObject({ ok: 20, lost: 0 });
    const journal = readFileSync(join(folder, 'rough', 'attempts-0000.ndjson'), 'utf8');
    expect(journal).toContain('"status":"lost"');
    // all but the unit ids, which know the estimator's source
    const plain = (name: string) => canonicalFiles(join(folder, name))[1];
    expect(plain('rough')).toBe(plain('calm'));
  });
});

test('an attempt that always ends its process is lost, and no other with it; a resumed run tries it again', async () => {
  await inFolder(async (folder) => {
    const deadly = `
      if (!existsSync(folder + '/poison')) writeFileSync(folder + '/poison', dataset.digest);
      if (readFileSync(folder + '/poison', 'utf8') === dataset.digest) process.kill(process.pid, 'SIGKILL');`;
    const study = studyWith(folder, deadly);
    const out = join(folder, 'results');
    const first = await runStudy({ study, out, workers: 2 });
    const { lost, ok } = first.counts.byStatus;
    expect({ lost, ok }).toEqual({ lost: 1, ok: 19 });
    expect(first.complete).toBe(true);
    const misses = first.performance.filter(
      (row) => row.arm === 'mine' && row.measure === 'coverage' && row.policy === 'strict',
    );
    expect(misses.map((row) => row.nFailed)).toEqual(misses.map(() => lost));
    writeFileSync(join(folder, 'poison'), 'none');
    const second = await runStudy({ study, out, workers: 1 });
    expect(second.counts.byStatus).toMatchObject({ ok: 20, lost: 0 });
  });
});

test('an attempt over the time limit is a row, and the rest of its block goes on', async () => {
  await inFolder(async (folder) => {
    const hanging = `
      appendFileSync(folder + '/fits', 'x');
      if (readFileSync(folder + '/fits').length === 3) for (;;);`;
    const study = studyWith(folder, hanging, 'limits: { seconds: 0.4 }');
    const { counts } = await runStudy({ study, out: join(folder, 'results'), workers: 2 });
    expect(counts.byStatus).toMatchObject({ ok: 19, timeout: 1, lost: 0 });
  });
});

test('what a fit throws or makes up is a row with its reason', async () => {
  await inFolder(async (folder) => {
    const odd = `
      globalThis.fits = (globalThis.fits ?? 0) + 1;
      if (globalThis.fits % 5 === 1) throw new Error('no idea');
      if (globalThis.fits % 5 === 2) return { status: 'fine' };`;
    const { counts } = await runStudy({ study: studyWith(folder, odd), out: join(folder, 'results'), workers: 1 });
    expect(counts.byStatus).toMatchObject({ ok: 16, error: 2, 'invalid-output': 2 });
    const [estimates] = canonicalFiles(join(folder, 'results'));
    expect(estimates).toContain(',error,no idea,');
    expect(estimates).toMatch(/,invalid-output,"?status: ""fine""/);
    expect(readResults(join(folder, 'results')).counts).toEqual(counts);
  });
});

test('a module that does not load is the user’s to mend, before any work', async () => {
  await inFolder(async (folder) => {
    const run = runStudy({ study: studyWith(folder, '} }; nonsense'), out: join(folder, 'results'), workers: 2 });
    await expect(run).rejects.toThrow(/study\.yaml:5:\d+ estimators\.mine\.use: .*the module does not load/);
  });
});

test('a process that a fit keeps busy after its answer is ended, and the run with it', async () => {
  await inFolder(async (folder) => {
    const lingering = 'setTimeout(() => { for (;;); }, 50);';
    const study = studyWith(folder, lingering);
    const { counts } = await runStudy({
      study,
      out: join(folder, 'results'),
      workers: 1,
      only: ['mine'],
      replicates: 1,
    });
    expect(counts.byStatus).toMatchObject({ ok: 1, lost: 0 });
    const begun = Date.now();
    const left = () => readdirSync('/proc').filter((name) => isWorkerOf(process.pid, name));
    while (process.platform === 'linux' && left().length > 0 && Date.now() - begun < 10_000)
      await new Promise((resolve) => setTimeout(resolve, 100));
    if (process.platform === 'linux') expect(left()).toEqual([]);
  });
});

/** A child of ours that works blocks off, and is no zombie. */
function isWorkerOf(parent: number, pid: string): boolean {
  if (!/^\d+$/.test(pid)) return false;
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    const [state, above] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return (
      state !== 'Z' &&
      above === String(parent) &&
      readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('worker.node.js')
    );
  } catch {
    return false;
  }
}

test('a start that fails is tried again, and a process that never starts is a fault', async () => {
  await inFolder(async (folder) => {
    // the parent imports it too, to plan: only in a worker process does the module end it
    const source = (deed: string) => `
      import { appendFileSync, readFileSync } from 'node:fs';
      if (process.argv[1].endsWith('worker.node.js')) {
        appendFileSync(${JSON.stringify(join(folder, 'starts'))}, 'x');
        const starts = readFileSync(${JSON.stringify(join(folder, 'starts'))}).length;
        ${deed}
      }
      export default { id: 'mine', fit: (dataset, settings, request) => ({ ${answer} }) };`;
    const study = studyWith(folder, '');
    writeFileSync(join(folder, 'mine.js'), source('if (starts === 1) process.exit(1);'));
    const { counts } = await runStudy({ study, out: join(folder, 'some'), workers: 1 });
    expect(counts.byStatus.ok).toBe(20);
    writeFileSync(join(folder, 'mine.js'), source('process.exit(1);'));
    const run = runStudy({ study, out: join(folder, 'none'), workers: 1 });
    await expect(run).rejects.toThrow('3 worker processes ended before they were ready');
  });
});

test('a stop is heard while a process starts, whatever that does', async () => {
  await inFolder(async (folder) => {
    const study = studyWith(folder, '');
    const source = `
      import { writeFileSync } from 'node:fs';
      if (process.argv[1].endsWith('worker.node.js')) {
        writeFileSync(${JSON.stringify(join(folder, 'starting'))}, '');
        for (;;);
      }
      export default { id: 'mine', fit: () => {} };`;
    writeFileSync(join(folder, 'mine.js'), source);
    const stop = new AbortController();
    const timer = setInterval(() => {
      if (existsSync(join(folder, 'starting'))) stop.abort();
    }, 50);
    const run = runStudy({ study, out: join(folder, 'out'), workers: 1, signal: stop.signal });
    expect(await run.finally(() => clearInterval(timer))).toMatchObject({ interrupted: true, complete: false });
  });
});
