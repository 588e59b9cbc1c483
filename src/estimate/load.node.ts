import { existsSync } from 'node:fs';
import { isAbsolute, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { InputError } from '../core/errors.ts';
import { asEstimator } from './asEstimator.ts';
import type { Estimator } from './contract.ts';

/** A user's estimator by the path of its module (`use: ./my-estimator.js`). The default export needs `id` and `fit`;
 *  without `conditionsOn` it is taken to condition on all that the data hold, without `settingsSchema` any object will do.
 *  @param path relative paths start at `base`, the folder of the study or fit file
 *  @throws InputError where there is no such file, it does not load, or it exports no estimator */
export async function loadEstimator(path: string, base: string): Promise<Estimator> {
  const file = isAbsolute(path) ? path : resolve(base, path);
  if (!existsSync(file)) throw new InputError({ path: 'use', message: `no file ${file} (from "${path}")` });
  let module: { readonly default?: unknown };
  try {
    module = await import(pathToFileURL(file).href);
  } catch (error) {
    throw new InputError({ file: path, path: 'use', message: `the module does not load: ${reasonOf(error)}` });
  }
  return asEstimator(module.default, path, 'default');
}

/** Node reads a .js file as an ES module only where a package.json says so, which a folder of one's own rarely has. */
function reasonOf(error: unknown): string {
  const reason = error instanceof Error ? error.message.split('\n')[0]! : String(error);
  const isModule = error instanceof SyntaxError && /\b(export|import)\b/.test(reason);
  return isModule ? `${reason}; outside of a package, an ES module is named .mjs` : reason;
}
