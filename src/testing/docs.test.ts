import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { laws } from './contract/laws.ts';
import { matchers } from './matchers/matchers.ts';

const root = new URL('../../', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), 'utf8');
const page = read('docs/testing.md');
const tutorial = read('docs/tutorials/property-test.md');

/** The estimator of the tutorial, as `plumbline new estimator mine` writes it. */
const mine = read('examples/starters/estimator.mjs').replaceAll('STARTER', 'mine');
const own = mkdtempSync(join(tmpdir(), 'plumbline-kit-own-'));
afterAll(() => rmSync(own, { recursive: true, force: true }));
/** A module of this text. @returns its URL */
function moduleOf(name: string, text: string): string {
  writeFileSync(join(own, name), text);
  return pathToFileURL(join(own, name)).href;
}

/** What a user's files import, here: the built package, and in place of a runner this one. */
const places: Readonly<Record<string, string>> = {
  'plumbline/testing': new URL('dist/testing/index.js', root).href,
  'plumbline/testing/scenarios': new URL('dist/testing/scenarios.node.js', root).href,
  'plumbline/testing/vitest': new URL('dist/testing/vitest.js', root).href,
  'fast-check': pathToFileURL(createRequire(import.meta.url).resolve('fast-check')).href,
  './my-estimator.mjs': new URL('examples/my-estimator.mjs', root).href,
  './mine.mjs': moduleOf('mine.mjs', mine),
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

const blocksOf = (text: string, language: string) =>
  [...text.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, 'gm'))].map(([, block]) => block!);
const blocks = [...blocksOf(page, 'js'), ...blocksOf(tutorial, 'js')];

test.each(blocks.map((block, i) => [i, block] as const))('example %i of the pages runs', async (_, block) => {
  await runFile(block);
});

const [contractSaid, biasSaid] = blocksOf(tutorial, 'text') as [string, string];
const planted = async (name: string, from: string, to: string): Promise<object> => {
  expect(mine).toContain(from);
  return (await import(/* @vite-ignore */ moduleOf(name, mine.replace(from, to)))).default;
};

test('the faults that the tutorial plants are found in its words', async () => {
  const ridge = await planted('ridge.mjs', 'sum + row[i] * row[j], 0)', 'sum + row[i] * row[j], i === j ? 100 : 0)');
  const contract = await matchers.toKeepTheContract(ridge as never);
  expect([contract.pass, contract.message()]).toEqual([false, contractSaid.trimEnd()]);
  const history = 'adstock([...spend.history, ...spend.window], retention).slice(spend.history.length)';
  const cold = await planted('cold.mjs', history, 'adstock([...spend.window], retention)');
  const world = /const line = `\n([\s\S]*?)`;/.exec(tutorial)![1]!;
  const bias = await matchers.toBeUnbiased(cold as never, world, { periods: 52, replicates: 200, seed: 1 });
  expect([bias.pass, bias.message()]).toEqual([false, biasSaid.trimEnd()]);
});

test.each(['vitest/estimator.test.ts', 'jest/estimator.test.js'])('examples/testing/%s passes', async (file) => {
  await runFile(read(`examples/testing/${file}`));
});

test('the page lists every matcher and every law', () => {
  for (const name of Object.keys(matchers)) expect(page).toContain(`| \`${name}(`);
  for (const { name, about } of laws) expect(page).toContain(`| ${name} | ${about} |`);
});
