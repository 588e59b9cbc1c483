import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { InputError } from '../core/errors.ts';
import { readTextFile } from '../core/files.node.ts';
import { closest } from '../core/spelling.ts';
import { isRecorded, loadRecorded } from './recorded/load.node.ts';
import type { RecordedWorld } from './recorded/types.ts';
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

/** A simulated world by the name of a bundled one, or by the path of a file: what has a slash or ends in .yaml or .yml.
 *  @throws InputError for an unknown name, a file that cannot be read, everything wrong inside the file, and recorded worlds */
export function loadScenario(nameOrPath: string): Scenario {
  const { path, file } = placeOf(nameOrPath);
  const text = readTextFile(path, 'scenario file');
  if (isRecorded(text, file)) {
    const message = 'recorded: its data lie in files and are not simulated; describe shows it, a study can use it';
    throw new InputError({ file, path: 'kind', message });
  }
  return parseScenario(text, file);
}

/** As `loadScenario`, but a recorded world will do too. */
export function loadAnyScenario(nameOrPath: string): Scenario | RecordedWorld {
  const { path, file } = placeOf(nameOrPath);
  const text = readTextFile(path, 'scenario file');
  return isRecorded(text, file) ? loadRecorded(path) : parseScenario(text, file);
}

/** The path to read, and the name to show. */
function placeOf(nameOrPath: string): { readonly path: string; readonly file: string } {
  if (/[\\/]|\.ya?ml$/.test(nameOrPath)) return { path: nameOrPath, file: nameOrPath };
  const names = listScenarios();
  if (!names.includes(nameOrPath)) {
    const guess = closest(nameOrPath, names);
    const message = `unknown scenario "${nameOrPath}"`;
    throw new InputError(
      guess === undefined ? { message: `${message}; there are ${names.join(', ')}` } : { message, guess },
    );
  }
  return { path: fileURLToPath(new URL(`${nameOrPath}.yaml`, bundled)), file: `scenarios/${nameOrPath}.yaml` };
}
