/** Bundles what runs in pages: dist/page/report.{js,css}, dist/page/comparison.{js,css}, and the explorer's page, dist/page/explorer.html.
 *  Run by itself: writes into dist/, or into the folder that is named. */
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';
import { explorerPage } from './explorer.mjs';

const root = fileURLToPath(new URL('../', import.meta.url));

/** Entries in src/ and the files made of them, in dist/page. */
function entries() {
  return [
    { input: join(root, 'src/report/page/main.ts'), name: 'report' },
    { input: join(root, 'src/report/page/comparison/main.ts'), name: 'comparison' },
  ].filter(({ input }) => existsSync(input));
}

/** @param {string} input @returns {Promise<{ code: string, modules: readonly string[] }>} one minified script, and the files that it is made of */
async function bundled(input) {
  const bundle = await rolldown({
    input,
    platform: 'browser',
    logLevel: 'silent',
    // of the mathematics a page needs little, and its modules do nothing but define
    treeshake: { moduleSideEffects: [{ test: /node_modules\/@stdlib\//, sideEffects: false }] },
  });
  const { output } = await bundle.generate({ format: 'iife', minify: true, codeSplitting: false });
  await bundle.close();
  const [chunk, ...others] = output;
  if (chunk?.type !== 'chunk' || others.length > 0) throw new Error(`${input} gave ${output.length} files, not one`);
  if (chunk.imports.length > 0) throw new Error(`${input} asks for ${chunk.imports.join(', ')}, which a page has not`);
  return { code: chunk.code, modules: Object.keys(chunk.modules) };
}

/** Comments and indentation go; what stands in quotes has neither here. @param {string} css */
const smaller = (css) =>
  css
    .replaceAll(/\/\*[\s\S]*?\*\//g, '')
    .replaceAll(/\s*\n\s*/g, '\n')
    .trim();

/** Complete or not at all: a report may be written meanwhile. @param {string} file @param {string} text */
function write(file, text) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.${process.pid}.part`, text);
  renameSync(`${file}.${process.pid}.part`, file);
}

/** @param {string} [dist] @returns {Promise<readonly string[]>} the modules that went into the pages */
export async function bundlePages(dist = join(root, 'dist')) {
  /** @type {string[]} */
  const all = [];
  for (const { input, name } of entries()) {
    const { code, modules } = await bundled(input);
    write(join(dist, 'page', `${name}.js`), code);
    all.push(...modules);
  }
  const css = (/** @type {readonly string[]} */ files) =>
    smaller(files.map((file) => readFileSync(join(root, 'src/report/page', file), 'utf8')).join('\n'));
  // numbered: later rules win over earlier ones
  const shared = readdirSync(join(root, 'src/report/page/css'))
    .sort()
    .map((file) => `css/${file}`);
  write(join(dist, 'page/report.css'), css(shared));
  write(join(dist, 'page/comparison.css'), css([...shared, 'comparison/comparison.css']));
  const explorer = await explorerPage();
  write(join(dist, 'page/explorer.html'), explorer.html);
  all.push(...explorer.modules);
  return all;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await bundlePages(process.argv[2]);
