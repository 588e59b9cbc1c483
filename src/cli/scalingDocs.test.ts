import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import { cli, type Outcome } from './cli.fixture.ts';

const page = readFileSync(fileURLToPath(new URL('../../docs/scaling.md', import.meta.url)), 'utf8');
const blocks = (language: string) =>
  [...page.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, 'gm'))].map(([, block]) => block!);
const [session, mergePods] = blocks('sh') as [string, string];
const [matrix, job] = blocks('yaml').map((block) => parse(block) as unknown) as [Matrix, Job];

type Step = { readonly run?: string };
type Matrix = {
  readonly jobs: {
    readonly part: { readonly strategy: { readonly matrix: { readonly part: number[] } }; readonly steps: Step[] };
    readonly merge: { readonly steps: Step[] };
  };
};
type Container = { readonly command: string[]; readonly args: [string] };
type Job = {
  readonly spec: {
    readonly completions: number;
    readonly template: { readonly spec: { readonly containers: [Container] } };
  };
};

const folder = mkdtempSync(join(tmpdir(), 'plumbline-scaling-'));
const said = join(folder, 'said');
beforeAll(() => {
  // in place of the command a note of its words, as the shell hands them over
  const bin = join(folder, 'bin');
  mkdirSync(bin);
  writeFileSync(join(bin, 'plumbline'), `#!/bin/sh\nprintf '%s\\n' "$@" > '${said}'\n`);
  chmodSync(join(bin, 'plumbline'), 0o755);
});
afterAll(() => rmSync(folder, { recursive: true }));

/** One replicate of the arms that take no time, in this process, and no report. */
const quick: Readonly<Record<string, readonly string[]>> = {
  run: ['--replicates', '1', '--only', 'ols,ols-default', '--workers', '0', '--no-report'],
  merge: ['--no-report'],
};

/** A line as a real shell reads it, which knows globs and arithmetic. @returns its exit code and what it printed */
async function shell(line: string, env: Readonly<Record<string, string>> = {}): Promise<Outcome> {
  const PATH = `${join(folder, 'bin')}:${process.env.PATH}`;
  const local = line.replaceAll('/results/', `${folder}/pods/`);
  execFileSync('sh', ['-c', local], { cwd: folder, env: { ...process.env, ...env, PATH } });
  const words = readFileSync(said, 'utf8').trimEnd().split('\n');
  return cli([...words, ...(quick[words[0]!] ?? [])], folder);
}

const hashOf = (results: string): unknown =>
  (JSON.parse(readFileSync(join(folder, results, 'manifest.json'), 'utf8')) as { results_hash: string }).results_hash;
/** Two of the arms: a part of the study, so merged it is incomplete. */
const INCOMPLETE = 4;

test('the session, the CI matrix and the Indexed Job run as they are printed, and give the same results', async () => {
  for (const line of session.trim().split('\n')) {
    const { code, out } = await shell(line);
    expect(code, line).toBe(line.includes(' merge ') ? INCOMPLETE : 0);
    expect(out).not.toBe('');
  }
  const ours = (steps: readonly Step[]) => steps.flatMap(({ run = '' }) => (run.startsWith('plumbline ') ? [run] : []));
  const { part, merge } = matrix.jobs;
  for (const index of part.strategy.matrix.part)
    for (const line of ours(part.steps))
      expect((await shell(line.replaceAll(/\$\{\{ matrix\.part \}\}/g, `${index}`))).code).toBe(0);
  for (const line of ours(merge.steps)) expect((await shell(line)).code).toBe(INCOMPLETE);
  const { command, args } = job.spec.template.spec.containers[0];
  expect(command).toEqual(['sh', '-c']);
  for (let index = 0; index < job.spec.completions; index++)
    expect((await shell(args[0], { JOB_COMPLETION_INDEX: `${index}` })).code).toBe(0);
  expect((await shell(mergePods.trim())).code).toBe(INCOMPLETE);
  expect(hashOf('merged')).toBe(hashOf('results/quickstart'));
  expect(hashOf('pods/quickstart')).toBe(hashOf('results/quickstart'));
});
