import { builtinModules } from 'node:module';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

const browserEntry = fileURLToPath(new URL('../src/browser.ts', import.meta.url));

/** `src/browser.ts`, or another file, and all it imports as one script that sets the global `plumbline`. Nothing is written.
 *  @param {string} input
 *  @returns {Promise<{ code: string, nodeModules: readonly string[] }>} the script; modules left outside it, with the file that asks: a browser has none */
export async function bundleForBrowsers(input = browserEntry) {
  /** @type {Map<string, string | undefined>} */
  const askedBy = new Map();
  const bundle = await rolldown({
    input,
    platform: 'browser',
    logLevel: 'silent',
    plugins: [
      {
        name: 'node-modules',
        resolveId(source, importer) {
          if (!source.startsWith('node:') && !builtinModules.includes(source)) return null;
          askedBy.set(source, importer);
          return { id: source, external: true };
        },
      },
    ],
  });
  const { output } = await bundle.generate({ format: 'iife', name: 'plumbline', codeSplitting: false });
  await bundle.close();
  if (output.length !== 1) throw new Error(`one file was asked of the bundler, it gave ${output.length}`);
  // whatever stays outside the bundle is not there in a browser
  const outside = new Set([...askedBy.keys(), ...output[0].imports, ...output[0].dynamicImports]);
  const nodeModules = [...outside].map((name) => `${name} (asked for in ${askedBy.get(name) ?? 'a package'})`);
  return { code: output[0].code, nodeModules };
}
