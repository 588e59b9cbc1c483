import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Study } from '../study/study.ts';
import { loadStudy } from './study.node.ts';

/** `experiments/claims/` of the package: src/experiment/load and dist/experiment/load lie equally deep. */
const folder = fileURLToPath(new URL('../../../experiments/claims/', import.meta.url));

/** Names of the studies that come with the package to put the literature's claims to the test, in alphabetical order. */
export function listClaimStudies(): readonly string[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => file.slice(0, -'.yaml'.length))
    .sort();
}

/** One of those by its name; else a study as `run` finds it.
 *  @throws InputError for an unknown name, a file that cannot be read, and everything wrong inside the file */
export function loadClaimStudy(nameOrPath: string): Study {
  const isOurs = listClaimStudies().includes(nameOrPath);
  return loadStudy(isOurs ? resolve(folder, `${nameOrPath}.yaml`) : nameOrPath);
}
