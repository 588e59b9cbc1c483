import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cli } from './cli.fixture.ts';
import { exitCodes } from './exitCodes.ts';
import { fitSpecSchema } from './fitSpec.ts';
import { buildProgram } from './program.ts';

const home = fileURLToPath(new URL('../../', import.meta.url));
const page = readFileSync(join(home, 'docs/cli.md'), 'utf8');
const blocks = (language: string) =>
  [...page.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, 'gm'))].map(([, block]) => block!);
const lines = blocks('sh').flatMap((block) => block.trim().split('\n'));

// the page is one session: later lines use what earlier ones wrote
const folder = mkdtempSync(join(tmpdir(), 'plumbline-docs-'));
beforeAll(() => {
  writeFileSync(join(folder, 'fit.yaml'), blocks('yaml')[0]!);
  symlinkSync(join(home, 'examples'), join(folder, 'examples'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** As on the page, but small: two replicates of the arms that take no time, in this process. */
function small(line: string): readonly string[] {
  const [, ...words] = line.split(' ');
  if (words[0] === 'report') return [...new Set([...words, '--no-refit', '--no-self-check'])];
  if (words[0] !== 'run') return words.map((word) => (word === '500' ? '100' : word));
  const only = words.includes('--only') || words[1] !== 'quickstart' ? [] : ['--only', 'ols,ols-default'];
  // the page has a line that writes the report
  return [...words, ...only, '--replicates', '2', '--workers', '0', '--no-report'];
}

test.each(lines)('%s', async (line) => {
  expect(line).toMatch(/^plumbline /);
  const [command, into] = line.split(' > ');
  const { code, out } = await cli(small(command!), folder);
  if (into !== undefined) writeFileSync(join(folder, into), out);
  // some arms of a study are incomplete; one of its parts, by itself, is done
  const incomplete = small(line).includes('--only') && !line.includes('--shard');
  expect(code).toBe(incomplete ? exitCodes.incomplete : exitCodes.fine);
  if (line.includes('--json')) JSON.parse(out);
  else expect(out.length).toBeGreaterThan(100);
});

test('the page has every command, option, exit code and key of a fit file', () => {
  for (const command of buildProgram().commands) {
    expect(page).toContain(`plumbline ${command.name()}`);
    for (const { long } of command.options) expect(page).toContain(long);
  }
  for (const code of Object.values(exitCodes)) expect(page).toContain(`\n| ${code} | `);
  for (const key of Object.keys(fitSpecSchema.shape)) expect(page).toContain(`\n| \`${key}\` | `);
});
