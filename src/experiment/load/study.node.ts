import { existsSync, readdirSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { InputError } from '../../core/errors.ts';
import { readTextFile } from '../../core/files.node.ts';
import { closest } from '../../core/spelling.ts';
import { loadAnyScenario } from '../../scenario/load.node.ts';
import type { Surroundings } from '../plan/planStudy.ts';
import { parseStudy, type Study } from '../study/study.ts';
import { nodeEstimators } from './estimators.node.ts';
import { codeHash, lockfileHash, plumblineVersion } from './provenance.node.ts';
import { nodeRecordings } from './recorded.node.ts';

/** `experiments/` of the package: src/experiment/load and dist/experiment/load lie equally deep. */
const bundled = fileURLToPath(new URL('../../../experiments/', import.meta.url));

/** Names of the studies that come with the package, in alphabetical order. */
export function listStudies(): readonly string[] {
  return readdirSync(bundled)
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => file.slice(0, -'.yaml'.length))
    .sort();
}

/** A study by the name of a bundled one, or by the path of a file: what has a slash or ends in .yaml or .yml.
 *  @throws InputError for an unknown name, a file that cannot be read, and everything wrong inside the file */
export function loadStudy(nameOrPath: string): Study {
  if (/[\\/]|\.ya?ml$/.test(nameOrPath)) return parseStudy(readTextFile(nameOrPath, 'study file'), nameOrPath);
  const names = listStudies();
  if (names.includes(nameOrPath)) {
    const file = resolve(bundled, `${nameOrPath}.yaml`);
    return parseStudy(readTextFile(file), file);
  }
  const guess = closest(nameOrPath, names);
  const message = `unknown study "${nameOrPath}"`;
  throw new InputError(
    guess === undefined ? { message: `${message}; there are ${names.join(', ')}` } : { message, guess },
  );
}

/** Folder that a study's own files are relative to. */
export function studyRoot(study: Study): string {
  return dirname(resolve(study.file));
}

/** What a study file refers to, on this machine: scenarios by name or by a path from the study's folder. */
export function nodeSurroundings(root: string): Surroundings {
  return {
    scenarioOf: (use) => {
      const isPath = /[\\/]|\.ya?ml$/.test(use) && existsSync(resolve(root, use));
      const found = loadAnyScenario(isPath ? resolve(root, use) : use);
      // a plan holds from another place too, as long as study and data lie to each other as they did
      return 'kind' in found ? { ...found, folder: relative(resolve(root), found.folder) || '.' } : found;
    },
    readRecorded: nodeRecordings(root),
    estimatorOf: nodeEstimators(root),
    versions: { plumbline: plumblineVersion(), lockfile: lockfileHash(), code: codeHash() },
  };
}
