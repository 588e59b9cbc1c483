import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { expect, test } from 'vitest';
import { inFolder, mainFile, spawnCli, studyYaml } from './cli.fixture.ts';
import { packageVersion } from './version.ts';

test('the answer is on stdout, nothing else is anywhere', async () => {
  expect(await spawnCli(['--version'])).toEqual({ code: 0, out: `${packageVersion()}\n`, err: '' });
  const { code, out, err } = await spawnCli(['list', 'curves', '--json']);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(JSON.parse(out)[0]).toMatchObject({ id: 'none', kind: 'adstock' });
});

test('without a command there is help on stderr; what is wrong with the usage is one line', async () => {
  const alone = await spawnCli([]);
  expect({ code: alone.code, out: alone.out }).toEqual({ code: 3, out: '' });
  expect(alone.err).toContain('Usage: plumbline');
  expect(await spawnCli(['fly'])).toEqual({
    code: 3,
    out: '',
    err: "plumbline: unknown command 'fly'; see plumbline --help\n",
  });
});

test('child processes do the work, and what a user’s estimator prints is no part of the answer', async () => {
  const study = studyYaml.replace('use: ols', 'use: ./mine.mjs');
  const mine = `export default { id: 'mine', fit: () => { console.log('hello');
    return { status: 'refused', reason: 'unsupported', detail: 'always' }; } };`;
  await inFolder({ 'study.yaml': study, 'mine.mjs': mine }, async (folder) => {
    const { code, out, err } = await spawnCli(['run', 'study.yaml', '--workers', '2', '--json'], { folder });
    expect(code).toBe(0);
    expect(() => JSON.parse(out)).not.toThrow();
    expect(err.match(/^hello$/gm)).toHaveLength(3);
    expect(err).toContain('3 of 3 attempts · 3 refused · written to results/small/');
  });
});

test('a reader that has seen enough is no fault', () => {
  // the pipe is closed before the long answer is written
  const text = `"${process.execPath}" "${mainFile}" simulate clean --periods 3000 --json | head -c 10; echo " \${PIPESTATUS[0]}"`;
  const { stdout, stderr } = spawnSync('bash', ['-c', text], { encoding: 'utf8' });
  expect({ stdout, stderr }).toEqual({ stdout: '{\n  "scena 0\n', stderr: '' });
});

test('a fault of ours is exit 70, one line, and a trace on request only', async () => {
  const broken = `data:text/javascript,${encodeURIComponent("JSON.stringify = () => { throw new Error('boom'); };")}`;
  const words = ['list', 'curves', '--json'];
  expect(await spawnCli(words, { node: ['--import', broken] })).toEqual({
    code: 70,
    out: '',
    err: 'plumbline: a fault of ours: boom\nset PLUMBLINE_DEBUG=1 to see where; please report it with the command that led here\n',
  });
  const traced = await spawnCli(words, { node: ['--import', broken], env: { PLUMBLINE_DEBUG: '1' } });
  expect(traced.err).toContain('    at ');
});

test('what an estimator throws after its answer does not pass for a finding', async () => {
  const late = `setTimeout(() => { throw new Error('too late'); }, 0);
    export default { id: 'late', fit: () => new Promise(() => setTimeout(() => {}, 1000)) };`;
  const spec = 'data: { outcome: b, channels: [a] }\nestimator: { use: ./late.mjs }\n';
  await inFolder({ 'late.mjs': late, 'fit.yaml': spec, 'data.csv': 'a,b\n1,2\n2,3\n3,5\n' }, async (folder) => {
    const { code, err } = await spawnCli(['fit', 'data.csv', '--spec', 'fit.yaml'], { folder });
    expect(code).toBe(70);
    expect(err).toMatch(/^plumbline: a fault of ours: too late\n/);
  });
});

/** Takes its time without taking the processor's: 30 ms a fit, and an answer that depends on the data. */
const slow = `export default { id: 'slow', fit: async (dataset, settings, request) => {
  await new Promise((resolve) => setTimeout(resolve, 30));
  const point = dataset.outcome.values[0] / 500;
  return { status: 'ok', fitted: dataset.outcome.values, parameters: [], diagnostics: {},
    effects: request.estimands.map((estimand) => ({ estimand, point, se: 1,
      intervals: request.levels.map((level) => ({ level, lower: point - level, upper: point + level })) })) };
} };`;

/** Bytes of the two tables that must not change. */
const canonical = (folder: string, out: string) =>
  ['estimates.csv', 'performance.csv'].map((name) => readFileSync(join(folder, out, name), 'utf8'));

test('Ctrl-C stops cleanly and says how to go on; going on gives the bytes of a run that was never stopped', async () => {
  const study = studyYaml.replace('use: ols', 'use: ./slow.mjs');
  await inFolder({ 'study.yaml': study, 'slow.mjs': slow }, async (folder) => {
    const words = ['run', 'study.yaml', '--workers', '2', '--replicates', '40', '--out'];
    const stopped = await spawnCli([...words, 'my results'], {
      folder,
      onceRunning: (child) => {
        const journal = join(folder, 'my results', 'attempts-0000.ndjson');
        const watch = setInterval(() => {
          if (!existsSync(journal) || readFileSync(journal).length === 0) return;
          clearInterval(watch);
          // to the whole group, as a terminal does
          process.kill(-child.pid!, 'SIGINT');
        }, 5);
      },
    });
    expect({ code: stopped.code, out: stopped.out }).toEqual({ code: 130, out: '' });
    expect(stopped.err).toMatch(
      /^\nstopping: what is done is being written \(once more to stop at once\)\nstopped at \d+ of 40 attempts; go on with: plumbline run study\.yaml --workers 2 --replicates 40 --out 'my results'\n$/,
    );
    expect(readdirSync(join(folder, 'my results')).filter((name) => name.endsWith('.csv'))).toEqual([]);
    expect(await spawnCli([...words, 'my results'], { folder })).toMatchObject({ code: 0 });
    expect(await spawnCli([...words, 'whole'], { folder })).toMatchObject({ code: 0 });
    expect(canonical(folder, 'my results')).toEqual(canonical(folder, 'whole'));
  });
});

test('Ctrl-C while the child processes start is no fault: it reaches them before they can ignore it', async () => {
  await inFolder({ 'study.yaml': studyYaml }, async (folder) => {
    const { code, err } = await spawnCli(['run', 'study.yaml', '--workers', '2', '--out', 'out'], {
      folder,
      onceRunning: (child) => {
        const watch = setInterval(() => {
          if (!existsSync(join(folder, 'out', 'attempts-0000.ndjson'))) return;
          clearInterval(watch);
          process.kill(-child.pid!, 'SIGINT');
        }, 2);
      },
    });
    expect(code).toBe(130);
    expect(err).toContain('stopped at 0 of 3 attempts');
  });
});

const hasScript = spawnSync('script', ['--version']).status === 0;

/** What a terminal gets to see. */
function onTerminal(command: string, folder: string, env: Readonly<Record<string, string>> = {}): string {
  return execFileSync('script', ['-qec', command, '/dev/null'], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '', TERM: 'xterm', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

// `script` of util-linux makes a terminal; where there is none, nothing else here can
test.skipIf(!hasScript)('on a terminal: a bar that goes away, and bold names unless NO_COLOR says no', async () => {
  await inFolder({ 'study.yaml': studyYaml }, async (folder) => {
    const command = `"${process.execPath}" "${mainFile}" run study.yaml --workers 1`;
    const seen = onTerminal(command, folder);
    expect(seen).toMatch(/\r.\[2K[█░]{24} \d of 3 fits/u);
    expect(seen).toContain('\u001b[1mclean@40\u001b[22m');
    expect(seen.lastIndexOf('\r\u001b[2K')).toBeLessThan(seen.indexOf('clean@40'));
    expect(onTerminal(command, folder, { NO_COLOR: '1' })).not.toContain('\u001b[1m');
  });
});
