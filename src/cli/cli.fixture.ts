import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { expect, vi } from 'vitest';
import { runCli } from './runCli.ts';

export type Outcome = { readonly code: number | null; readonly out: string; readonly err: string };

/** A folder of its own for some work, with files in it, gone afterwards. */
export async function inFolder<T>(
  files: Readonly<Record<string, string | Uint8Array>>,
  work: (folder: string) => Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-cli-'));
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A command line run in this process, from its source: many are cheap. One at a time, for it takes over stdout, stderr,
 *  the exit code and the working folder. */
export async function cli(words: readonly string[], folder = process.cwd()): Promise<Outcome> {
  const home = process.cwd();
  const out: string[] = [];
  const err: string[] = [];
  const into = (texts: string[]) => (text: unknown) => texts.push(String(text)) > 0;
  const spies = [
    vi.spyOn(process.stdout, 'write').mockImplementation(into(out)),
    vi.spyOn(process.stderr, 'write').mockImplementation(into(err)),
  ];
  process.chdir(folder);
  try {
    return { code: await runCli(words), out: out.join(''), err: err.join('') };
  } finally {
    process.chdir(home);
    process.exitCode = undefined;
    for (const spy of spies) spy.mockRestore();
  }
}

/** Bad input exits 3, prints nothing but one line a problem on stderr, and writes nothing. */
export async function refused(
  files: Readonly<Record<string, string | Uint8Array>>,
  words: string,
  lines: readonly string[],
) {
  await inFolder(files, async (folder) => {
    const { code, out, err } = await cli(words.split(' '), folder);
    expect(err.replaceAll(folder, '.')).toBe(`${lines.join('\n')}\n`);
    expect({ code, out }).toEqual({ code: 3, out: '' });
    expect(readdirSync(folder).sort()).toEqual(Object.keys(files).sort());
  });
}

/** A line of a text in place of another. */
export function edit(text: string, from: string | RegExp, to: string): string {
  const edited = text.replace(from, to);
  expect(edited).not.toBe(text);
  return edited;
}

/** The compiled command, as it is installed. */
export const mainFile = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));

type SpawnOptions = {
  readonly folder?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** options of node itself */
  readonly node?: readonly string[];
  /** called once the process runs, to do something to it */
  readonly onceRunning?: (child: ChildProcess) => void;
};

/** A command line run as a process of its own, in a process group of its own as a shell would start it. */
export function spawnCli(words: readonly string[], options: SpawnOptions = {}): Promise<Outcome> {
  const child = spawn(process.execPath, [...(options.node ?? []), mainFile, ...words], {
    cwd: options.folder ?? process.cwd(),
    env: { ...process.env, ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  const texts = { out: '', err: '' };
  child.stdout.on('data', (bytes: Uint8Array) => {
    texts.out += String(bytes);
  });
  child.stderr.on('data', (bytes: Uint8Array) => {
    texts.err += String(bytes);
  });
  options.onceRunning?.(child);
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, ...texts })));
}

/** Nine weeks in which everything varies. */
export const salesCsv = `date,tv,search,price,sales
2024-01-01,1,2,9,3
2024-01-08,2,1,9,4
2024-01-15,3,3,8,5
2024-01-22,1,4,9,5.5
2024-01-29,5,2,8,7
2024-02-05,2,1,9,4.1
2024-02-12,3,3,7,5.3
2024-02-19,1,4,8,5.4
2024-02-26,5,2,9,7.2
`;

export const fitYaml = `data: { date: date, outcome: sales, channels: [tv, search] }
estimator: { use: ols }
`;

/** A study of one cell and a few fits. */
export const studyYaml = `name: small
scenarios: [clean]
periods: 40
estimators: { ols: { use: ols } }
replicates: 3
seed: 1
`;
