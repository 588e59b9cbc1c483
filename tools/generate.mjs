/** Writes the generated files, or with --check says which are out of date (exit 1).
 *  A new one is an entry in `generated`: its path, and a function that gives its text. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createContext, runInContext } from 'node:vm';
import { assemble } from './assemble.mjs';
import { biomeConfig } from './biome-config.mjs';
import { bundleForBrowsers } from './bundle.mjs';

const root = new URL('../', import.meta.url);

/** JSON of two spaces, with lists and records of plain values on one line. @param {unknown} value @returns {string} */
function json(value, indent = '') {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const deeper = `${indent}  `;
  const items = Array.isArray(value)
    ? value.map((item) => json(item, deeper))
    : Object.entries(value).map(([key, item]) => `${JSON.stringify(key)}: ${json(item, deeper)}`);
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  if (!Object.values(value).some((item) => typeof item === 'object')) return `${open}${items.join(', ')}${close}`;
  return `${open}\n${deeper}${items.join(`,\n${deeper}`)}\n${indent}${close}`;
}

/** What a function of src/ gives, as JSON; from the sources, so that no build is needed.
 *  @param {string} file @param {string} name of an exported function without parameters */
async function answer(file, name) {
  const { code } = await bundleForBrowsers(fileURLToPath(new URL(file, root)));
  const context = createContext({ TextEncoder, atob });
  runInContext(code, context);
  return `${runInContext(`JSON.stringify(plumbline.${name}(), null, 2)`, context)}\n`;
}

const kernel = 'src/estimate/bayesian/kernel';

async function kernelBytes() {
  const bytes = await assemble(`${kernel}/assembly/index.ts`);
  const lines = bytes.match(/.{1,110}/g)?.map((line) => `  '${line}'`) ?? [];
  return `/** assembly/, compiled by \`npm run generate\`, in base 64. */\nexport const kernelBytes: string = [\n${lines.join(',\n')},\n].join('');\n`;
}

/** @type {Readonly<Record<string, () => string | Promise<string>>>} */
export const generated = {
  'biome.json': () => `${json(biomeConfig())}\n`,
  [`${kernel}/kernelBytes.ts`]: kernelBytes,
  'schema/scenario.schema.json': () => answer('src/scenario/jsonSchema.ts', 'scenarioJsonSchema'),
  'schema/experiment.schema.json': () => answer('src/experiment/study/jsonSchema.ts', 'studyJsonSchema'),
  'schema/external.schema.json': () => answer('src/estimate/external/jsonSchema.ts', 'externalJsonSchema'),
};

/** Paths whose text on disk is not what `generated` gives. */
export async function outOfDate() {
  const stale = [];
  for (const [path, text] of Object.entries(generated)) {
    const url = new URL(path, root);
    if (!existsSync(url) || readFileSync(url, 'utf8') !== (await text())) stale.push(path);
  }
  return stale;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const stale = await outOfDate();
  if (process.argv.includes('--check')) {
    for (const path of stale) console.error(`${path} is out of date: run npm run generate`);
    process.exitCode = stale.length === 0 ? 0 : 1;
  } else {
    for (const path of stale) {
      mkdirSync(new URL('./', new URL(path, root)), { recursive: true });
      writeFileSync(new URL(path, root), (await generated[path]?.()) ?? '');
      console.log(`wrote ${path}`);
    }
  }
}
