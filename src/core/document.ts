import type { z } from 'zod';
import { check, type Finding } from './document/issues.ts';
import { readSource, type Source } from './document/source.ts';
import { InputError, type Problem } from './errors.ts';

export type { Finding } from './document/issues.ts';
export { check } from './document/issues.ts';
export { nouns } from './document/schemaWalk.ts';
export type { Source } from './document/source.ts';
export { readSource } from './document/source.ts';

/** A YAML or JSON file as its schema reads it, defaults filled in.
 *  @param file its name, for messages
 *  @throws InputError with all problems of the file, each with line, column, path, value received, what is allowed and,
 *  for a misspelt word, a guess */
export function parseYamlDocument<S extends z.ZodType>(text: string, file: string, schema: S): z.output<S> {
  const source = readSource(text, file);
  const { data, findings } = check(schema, source.value);
  if (findings.length > 0) throw new InputError(locate(source, findings));
  return data as z.output<S>;
}

/** Findings with file, line and column, in the order of the file. */
export function locate(source: Source, findings: readonly Finding[]): readonly Problem[] {
  return findings
    .map(({ path, key, message, guess }) => ({
      file: source.file,
      ...(key === undefined ? source.positionOf(path) : source.positionOf([...path, key], 'key')),
      ...(path.length === 0 ? {} : { path: path.join('.') }),
      message,
      ...(guess === undefined ? {} : { guess }),
    }))
    .sort((a, b) => a.line - b.line || a.column - b.column);
}
