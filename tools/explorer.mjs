/** Makes the explorer's page, one file without a request: page, style, worlds, and the worker's code as a text.
 *  Run by itself it writes docs/explorer.html, or the file that is named; with --check it says whether that is out of date. */
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { createContext, runInContext } from 'node:vm';
import { rolldown } from 'rolldown';
import { bundleForBrowsers } from './bundle.mjs';

const root = fileURLToPath(new URL('../', import.meta.url));
const room = join(root, 'src/explorer');

/** @param {string} input */
async function script(input) {
  const bundle = await rolldown({
    input,
    platform: 'browser',
    logLevel: 'silent',
    cwd: root,
    // of the mathematics a page needs little, and its modules do nothing but define
    treeshake: { moduleSideEffects: [{ test: /node_modules\/@stdlib\//, sideEffects: false }] },
  });
  const { output } = await bundle.generate({ format: 'iife', minify: true, codeSplitting: false, comments: false });
  await bundle.close();
  const [chunk, ...others] = output;
  if (chunk?.type !== 'chunk' || others.length > 0) throw new Error(`${input} gave ${output.length} files, not one`);
  if (chunk.imports.length > 0) throw new Error(`${input} asks for ${chunk.imports.join(', ')}, which a page has not`);
  return { code: chunk.code, modules: chunk.moduleIds };
}

/** Functions of src/explorer, from the sources, so that no build is needed.
 *  @returns {Promise<(name: string, ...given: readonly unknown[]) => any>} */
async function builders() {
  const { code } = await bundleForBrowsers(join(room, 'build.ts'));
  const context = createContext({ TextEncoder, atob, URL });
  runInContext(code, context);
  return (name, ...given) => {
    const call = `plumbline.${name}(${given.map((value) => JSON.stringify(value)).join(', ')})`;
    return JSON.parse(runInContext(`JSON.stringify(${call})`, context));
  };
}

/** @returns {Promise<{ html: string, modules: readonly string[] }>} the page, and the files that it is made of */
export async function explorerPage() {
  const [call, page, worker] = await Promise.all([
    builders(),
    script(join(room, 'page/main.ts')),
    script(join(room, 'worker.ts')),
  ]);
  /** @type {readonly [theme: string, name: string][]} */
  const listed = call('listed');
  const worlds = listed.map(([theme, name]) =>
    call('describeForExplorer', name, theme, readFileSync(join(root, 'scenarios', `${name}.yaml`), 'utf8')),
  );
  const scriptHash = createHash('sha256').update(call('inlineScript', page.code)).digest('base64');
  // numbered: later rules win over earlier ones
  const styles = join(room, 'page/css');
  const sheets = readdirSync(styles).sort();
  const css = sheets
    .map((file) => readFileSync(join(styles, file), 'utf8'))
    .join('')
    .replaceAll(/\s*\n\s*/g, '\n');
  const parts = { css, worlds: JSON.stringify(worlds), worker: worker.code, script: page.code, scriptHash };
  return { html: call('explorerHtml', parts), modules: [...page.modules, ...worker.modules] };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const words = process.argv.slice(2);
  const file = words.find((word) => !word.startsWith('--')) ?? join(root, 'docs/explorer.html');
  const { html } = await explorerPage();
  if (!words.includes('--check')) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, html);
    console.log(`${file}: ${Buffer.byteLength(html)} bytes`);
  } else if (readFileSync(file, 'utf8') !== html) {
    console.error(`${file} is out of date: node tools/explorer.mjs`);
    process.exitCode = 1;
  }
}
