import { readFileSync } from 'node:fs';

/** Version of the installed package; package.json stands two folders up from src/cli and dist/cli alike. */
export function packageVersion(): string {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}
