import { InputError } from '../../core/errors.ts';
import { closest } from '../../core/spelling.ts';

/** In JavaScript nothing else would say that an option is misspelt, and a test would pass on its default.
 *  @param path of what is given, for messages
 *  @throws InputError for keys that there are not, and for what has no keys */
export function checkKeys(given: unknown, known: readonly string[], path: string): void {
  if (typeof given !== 'object' || given === null) {
    throw new InputError({ path, message: `received ${String(given)}; an object is needed` });
  }
  const problems = Object.keys(given)
    .filter((key) => !known.includes(key))
    .map((key) => {
      const guess = closest(key, known);
      const message = `unknown key; known are ${known.join(', ')}`;
      return { path: `${path}.${key}`, message, ...(guess === undefined ? {} : { guess }) };
    });
  if (problems.length > 0) throw new InputError(problems);
}
