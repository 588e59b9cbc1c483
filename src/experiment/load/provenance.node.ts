import { readFileSync } from 'node:fs';
import { sha256Hex } from '../../core/hash.ts';

/** The package's folder: src/experiment/load and dist/experiment/load lie equally deep. */
const home = new URL('../../../', import.meta.url);

/** Version of the installed package. */
export function plumblineVersion(): string {
  return (JSON.parse(readFileSync(new URL('package.json', home), 'utf8')) as { version: string }).version;
}

/** SHA-256 of the lockfile, where there is one: an installed package has none. */
export function lockfileHash(): string | null {
  try {
    return sha256Hex(readFileSync(new URL('package-lock.json', home)));
  } catch {
    return null;
  }
}
