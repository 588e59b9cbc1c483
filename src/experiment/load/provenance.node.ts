import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
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

let known: string | null | undefined;

/** SHA-256 of the compiled code that makes rows; null where nothing is compiled. Source that runs as it is, in tests, counts
 *  as its build: the child processes run that. Read once a process. */
export function codeHash(): string | null {
  if (known === undefined) known = hashOfCode(fileURLToPath(new URL('dist/', home)));
  return known;
}

/** Rooms that only read rows, and the pages bundled of them: what changes there changes none, and a study goes on. */
const readers: readonly string[] = ['cli', 'compare', 'explorer', 'page', 'report', 'testing'];

/** SHA-256 of the names and bytes of the JavaScript files below a folder, but for those of rooms that only read rows. */
export function hashOfCode(folder: string): string | null {
  const hash = createHash('sha256');
  const files = codeFiles(folder);
  for (const file of files) {
    const bytes = readFileSync(join(folder, file));
    // the length, so that nothing can move from one file to the next unnoticed
    hash.update(`${file} ${bytes.length}\n`).update(bytes);
  }
  return files.length === 0 ? null : hash.digest('hex');
}

function codeFiles(folder: string): readonly string[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .map((file) => file.replaceAll(sep, '/'))
      .filter((file) => file.endsWith('.js') && !readers.includes(file.split('/')[0]!))
      .sort();
  } catch {
    return [];
  }
}
