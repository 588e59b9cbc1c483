import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { inFolder } from '../small.fixture.node.ts';

const dist = (file: string) => JSON.stringify(new URL(`../../../dist/experiment/${file}`, import.meta.url).href);

/** What takes some arguments: a study file and a results folder. */
const program = `
  import { runStudy } from ${dist('runStudy.node.js')};
  import { parseStudy } from ${dist('study/study.js')};
  import { readFileSync } from 'node:fs';
  const [file, out] = process.argv.slice(1);
  await runStudy({ study: parseStudy(readFileSync(file, 'utf8'), file), out, workers: 2 });`;

const text = `
name: orphan
scenarios: [unobserved-confounder]
periods: 26
estimators: { spins: { use: ./spins.mjs } }
replicates: 2
seed: 3
`;

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    // a zombie is dead, and waits for whoever adopted it
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch (error) {
    // where there is no /proc, the signal alone says so
    return (error as NodeJS.ErrnoException).code === 'ENOENT' && !existsSync('/proc/self');
  }
};

async function until(holds: () => boolean, ms: number): Promise<boolean> {
  for (const end = Date.now() + ms; Date.now() < end; ) {
    if (holds()) return true;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return holds();
}

test.skipIf(process.platform === 'win32')('a SIGKILL of the parent while fits spin leaves no process', async () => {
  await inFolder(async (folder) => {
    // each fit notes its process and then never comes back to its event loop
    writeFileSync(
      join(folder, 'spins.mjs'),
      `import { writeFileSync } from 'node:fs';
        export default { id: 'spins', fit: () => {
          writeFileSync(${JSON.stringify(join(folder, 'pid-'))} + process.pid, '');
          for (;;);
        } };`,
    );
    writeFileSync(join(folder, 'study.yaml'), text);
    const parent = spawn(
      process.execPath,
      ['--input-type=module', '-e', program, join(folder, 'study.yaml'), join(folder, 'out')],
      { stdio: 'ignore' },
    );
    const pids = (): number[] =>
      readdirSync(folder).flatMap((name) => (name.startsWith('pid-') ? [Number(name.slice(4))] : []));
    try {
      expect(await until(() => pids().length === 2, 30_000)).toBe(true);
      const workers = pids();
      // they are there, and spin on while the parent lives
      await new Promise((resolve) => setTimeout(resolve, 1200));
      expect(workers.map(isAlive)).toEqual([true, true]);
      parent.kill('SIGKILL');
      expect(await until(() => !workers.some(isAlive), 5000)).toBe(true);
    } finally {
      for (const pid of pids().filter(isAlive)) process.kill(pid, 'SIGKILL');
      parent.kill('SIGKILL');
    }
  });
});
