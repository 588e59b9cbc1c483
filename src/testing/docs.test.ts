import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { laws } from './contract/laws.ts';
import { matchers } from './matchers/matchers.ts';

const root = new URL('../../', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), 'utf8');
const page = read('docs/testing.md');

/** What a user's files import, here: the built package, and in place of a runner this one. */
const places: Readonly<Record<string, string>> = {
  'plumbline/testing': new URL('dist/testing/index.js', root).href,
  'plumbline/testing/scenarios': new URL('dist/testing/scenarios.node.js', root).href,
  'plumbline/testing/vitest': new URL('dist/testing/vitest.js', root).href,
  'fast-check': pathToFileURL(createRequire(import.meta.url).resolve('fast-check')).href,
  './my-estimator.mjs': new URL('examples/my-estimator.mjs', root).href,
  '../mine.mjs': new URL('examples/testing/mine.mjs', root).href,
};

type Runner = { readonly expect: typeof expect; readonly test: (name: string, run: () => unknown) => void };
const shared = globalThis as { kitRunner?: Runner };

/** Loads a test file as its user would, and runs its tests. */
async function runFile(text: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-kit-'));
  const tests: (() => unknown)[] = [];
  shared.kitRunner = { expect, test: (_name, run) => tests.push(run) };
  const linked = text
    .replace(/^import (\{[^}]*\}) from '(vitest|@jest\/globals)';$/m, 'const $1 = globalThis.kitRunner;')
    .replace(/(from|import) '([^']+)'/g, (_, word: string, name: string) => `${word} '${places[name] ?? name}'`);
  try {
    const file = join(folder, 'test.mjs');
    writeFileSync(file, linked);
    await import(/* @vite-ignore */ pathToFileURL(file).href);
    for (const run of tests) await run();
    expect(tests.length).toBeGreaterThan(1);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const blocks = [...page.matchAll(/^```js\n([\s\S]*?)^```$/gm)].map(([, block]) => block!);

test.each(blocks.map((block, i) => [i, block] as const))('example %i of the page runs', async (_, block) => {
  await runFile(block);
});

test.each(['vitest/estimator.test.ts', 'jest/estimator.test.js'])('examples/testing/%s passes', async (file) => {
  await runFile(read(`examples/testing/${file}`));
});

test('the page lists every matcher and every law', () => {
  for (const name of Object.keys(matchers)) expect(page).toContain(`| \`${name}(`);
  for (const { name, about } of laws) expect(page).toContain(`| ${name} | ${about} |`);
});
