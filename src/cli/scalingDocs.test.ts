import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import { mainFile } from './cli.fixture.ts';

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
beforeAll(() => {
  // as installed, but small: one replicate of the arms that take no time
  const bin = join(folder, 'bin');
  mkdirSync(bin);
  const quick = '[ "$1" = run ] && set -- "$@" --replicates 1 --only ols,ols-default --workers 0';
  writeFileSync(join(bin, 'plumbline'), `#!/bin/sh\n${quick}\nexec '${process.execPath}' '${mainFile}' "$@"\n`);
  chmodSync(join(bin, 'plumbline'), 0o755);
});
afterAll(() => rmSync(folder, { recursive: true }));

/** A line in a real shell. @returns its exit code and what it printed */
function shell(line: string, env: Readonly<Record<string, string>> = {}): { code: number; out: string } {
  const PATH = `${join(folder, 'bin')}:${process.env.PATH}`;
  try {
    const local = line.replaceAll('/results/', `${folder}/pods/`);
    const out = execFileSync('sh', ['-c', local], {
      ...{ cwd: folder, env: { ...process.env, ...env, PATH }, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] },
    });
    return { code: 0, out };
  } catch (error) {
    const { status, stdout } = error as { status: number; stdout: string };
    return { code: status, out: stdout };
  }
}

const hashOf = (results: string): unknown =>
  (JSON.parse(readFileSync(join(folder, results, 'manifest.json'), 'utf8')) as { results_hash: string }).results_hash;
/** Two of the arms: a part of the study, so merged it is incomplete. */
const INCOMPLETE = 4;

test('the session, the CI matrix and the Indexed Job run as they are printed, and give the same results', () => {
  for (const line of session.trim().split('\n')) {
    const { code, out } = shell(line);
    expect(code, line).toBe(line.includes(' merge ') ? INCOMPLETE : 0);
    expect(out).not.toBe('');
  }
  const ours = (steps: readonly Step[]) => steps.flatMap(({ run = '' }) => (run.startsWith('plumbline ') ? [run] : []));
  const { part, merge } = matrix.jobs;
  for (const index of part.strategy.matrix.part)
    for (const line of ours(part.steps))
      expect(shell(line.replaceAll(/\$\{\{ matrix\.part \}\}/g, `${index}`)).code).toBe(0);
  for (const line of ours(merge.steps)) expect(shell(line).code).toBe(INCOMPLETE);
  const { command, args } = job.spec.template.spec.containers[0];
  expect(command).toEqual(['sh', '-c']);
  for (let index = 0; index < job.spec.completions; index++)
    expect(shell(args[0], { JOB_COMPLETION_INDEX: `${index}` }).code).toBe(0);
  expect(shell(mergePods.trim()).code).toBe(INCOMPLETE);
  expect(hashOf('merged')).toBe(hashOf('results/quickstart'));
  expect(hashOf('pods/quickstart')).toBe(hashOf('results/quickstart'));
});
