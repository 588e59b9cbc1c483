import { existsSync } from 'node:fs';
import { isAbsolute, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import { InputError } from '../core/errors.ts';
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
  return asEstimator(module.default, path);
}

/** Node reads a .js file as an ES module only where a package.json says so, which a folder of one's own rarely has. */
function reasonOf(error: unknown): string {
  const reason = error instanceof Error ? error.message.split('\n')[0]! : String(error);
  const isModule = error instanceof SyntaxError && /\b(export|import)\b/.test(reason);
  return isModule ? `${reason}; outside of a package, an ES module is named .mjs` : reason;
}

/** Fills in what a user's estimator may leave out. @throws InputError with everything that is missing or wrong */
function asEstimator(value: unknown, file: string): Estimator {
  const wrong = (message: string) => ({ file, path: 'default', message });
  if (typeof value !== 'object' || value === null) {
    const received = value === undefined ? 'nothing' : typeof value;
    throw new InputError(wrong(`the default export is ${received}; an object with id and fit is needed`));
  }
  const given = value as Partial<Estimator>;
  const problems = [];
  if (typeof given.id !== 'string' || given.id === '') problems.push(wrong('id: a name is needed'));
  if (typeof given.fit !== 'function') problems.push(wrong('fit: a function (dataset, settings, request) is needed'));
  if (given.conditionsOn !== undefined && typeof given.conditionsOn !== 'function') {
    problems.push(wrong('conditionsOn: a function (settings, dataset) or nothing'));
  }
  if (given.calibration !== undefined && typeof given.calibration !== 'function') {
    problems.push(wrong('calibration: a function (design, settings) or nothing'));
  }
  if (given.settingsSchema !== undefined && typeof given.settingsSchema.safeParse !== 'function') {
    problems.push(wrong('settingsSchema: a zod schema or nothing'));
  }
  if (problems.length > 0) throw new InputError(problems);
  const everything: Estimator['conditionsOn'] = (_settings, dataset) => ({
    variables: [...dataset.channels, ...dataset.controls].map(({ name }) => name),
    models: [],
  });
  return {
    id: given.id!,
    about: given.about ?? `from ${file}`,
    settingsSchema: given.settingsSchema ?? z.looseObject({}),
    ...(given.needsTruth === undefined ? {} : { needsTruth: given.needsTruth }),
    conditionsOn: given.conditionsOn?.bind(value) ?? everything,
    fit: given.fit!.bind(value),
    ...(given.calibration === undefined ? {} : { calibration: given.calibration.bind(value) }),
  };
}
