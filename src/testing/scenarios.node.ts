import { loadScenario as load } from '../scenario/load.node.ts';
import type { Scenario } from '../scenario/scenario.ts';

export { listScenarios } from '../scenario/load.node.ts';

/** A world that comes with the package by its name, or a scenario file by its path: for tests, which run in Node.
 *  It goes by what was given, so that what a failing test prints can be typed in wherever the package is installed.
 *  @throws InputError for an unknown name, a file that cannot be read, and everything wrong inside it */
export function loadScenario(nameOrPath: string): Scenario {
  return { ...load(nameOrPath), file: nameOrPath };
}
