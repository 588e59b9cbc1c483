/** Gathers what compiled files import from the simulation libraries into one file beside them: installed, these libraries
 *  weigh 400 MB, and the package uses 250 kB of them. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

const root = fileURLToPath(new URL('../', import.meta.url));

/** Default imports of single modules, as tsc writes them. */
const imports = /^import (\w+) from '(@stdlib\/[^']+)';$/gm;
const file = 'vendor/stdlib.js';

/** `@stdlib/math/base/special/pow/lib/index.js` → `math_base_special_pow_lib_index_js` @param {string} specifier */
const exportedName = (specifier) => specifier.replace('@stdlib/', '').replace(/\W/g, '_');

/** Points the imports of a folder's files at `vendor/stdlib.js` there, and writes that file. A folder of the same sources
 *  gets the same bytes.
 *  @param {string} folder of compiled files, below the project's folder
 *  @returns {Promise<readonly string[]>} paths of the modules that went into it */
export async function vendor(folder) {
  /** @type {Set<string>} */
  const wanted = new Set();
  for (const path of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!path.endsWith('.js')) continue;
    const before = readFileSync(join(folder, path), 'utf8');
    if (!before.includes("'@stdlib/")) continue;
    const place = relative(dirname(path), file).split(sep).join('/');
    const after = before.replace(imports, (_, /** @type {string} */ name, /** @type {string} */ specifier) => {
      wanted.add(specifier);
      return `import { ${exportedName(specifier)} as ${name} } from '${place.startsWith('.') ? place : `./${place}`}';`;
    });
    if (after.includes("'@stdlib/")) throw new Error(`${path} imports @stdlib in a way that is not bundled`);
    writeFileSync(join(folder, path), after);
  }
  const { code, modules } = await bundled([...wanted].sort());
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), code);
  return modules;
}

/** @param {readonly string[]} specifiers */
async function bundled(specifiers) {
  const entry = specifiers.map((specifier) => `export { default as ${exportedName(specifier)} } from '${specifier}';`);
  const bundle = await rolldown({
    input: 'stdlib.mjs',
    // names of modules in the output and places to look for packages are from here
    cwd: root,
    // pages get this file too
    platform: 'browser',
    logLevel: 'silent',
    plugins: [
      {
        name: 'entry',
        resolveId: (source) => (source === 'stdlib.mjs' ? source : null),
        load: (id) => (id === 'stdlib.mjs' ? entry.join('\n') : null),
      },
    ],
  });
  // the license comments of a thousand files are in THIRD-PARTY-LICENSES, once each
  const { output } = await bundle.generate({ format: 'esm', comments: false, codeSplitting: false });
  await bundle.close();
  if (output.length !== 1) throw new Error(`one file was asked of the bundler, it gave ${output.length}`);
  const { code, imports: outside, moduleIds } = output[0];
  if (outside.length > 0) throw new Error(`the bundle still imports ${outside.join(', ')}`);
  // the same bytes wherever node_modules lies
  const placed = code.replace(/^\/\/ .*?(?=node_modules\/)/gm, '// ');
  return { code: placed, modules: moduleIds.filter((id) => id.includes('node_modules')) };
}
