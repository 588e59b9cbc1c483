import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { InputError } from '../core/errors.ts';
import { readTextFile } from '../core/files.node.ts';
import { closest } from '../core/spelling.ts';
import { parseScenario, type Scenario } from './scenario.ts';

/** `scenarios/` of the package: src/scenario and dist/scenario lie equally deep. */
const bundled = new URL('../../scenarios/', import.meta.url);

/** Names of the worlds that come with the package, in alphabetical order. */
export function listScenarios(): readonly string[] {
  return readdirSync(bundled)
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => file.slice(0, -'.yaml'.length))
    .sort();
}

/** A scenario by the name of a bundled one, or by the path of a file: what has a slash or ends in .yaml or .yml.
 *  @throws InputError for an unknown name, a file that cannot be read, and everything wrong inside the file */
export function loadScenario(nameOrPath: string): Scenario {
  if (/[\\/]|\.ya?ml$/.test(nameOrPath)) return parseScenario(readTextFile(nameOrPath, 'scenario file'), nameOrPath);
  const names = listScenarios();
  if (!names.includes(nameOrPath)) {
    const guess = closest(nameOrPath, names);
    const message = `unknown scenario "${nameOrPath}"`;
    throw new InputError(
      guess === undefined ? { message: `${message}; there are ${names.join(', ')}` } : { message, guess },
    );
  }
  const file = fileURLToPath(new URL(`${nameOrPath}.yaml`, bundled));
  return parseScenario(readTextFile(file), `scenarios/${nameOrPath}.yaml`);
}
