import type { z } from 'zod';
import { closest } from '../spelling.ts';
import { allowedKeys, nounAt } from './schemaWalk.ts';
import type { Path } from './source.ts';
import { wording, wrongWord } from './wording.ts';
import { orList, show, typeName } from './words.ts';

/** A problem that knows its path but not yet its line. */
export type Finding = {
  readonly path: Path;
  readonly message: string;
  readonly guess?: string;
  /** the key below `path` that is wrong itself, where it is not the value */
  readonly key?: string;
};

type Issue = z.core.$ZodIssue;

/** Codes that are put into words here. The rest keep zod's message, and a message of the schema's own always wins. */
const spoken: ReadonlySet<string> = new Set([
  'invalid_type',
  'invalid_value',
  'invalid_union',
  'invalid_key',
  'unrecognized_keys',
  'too_small',
  'too_big',
]);
const UNSAID = '\u0000';

/** What a schema has to say against a value; empty when nothing. */
export function check<S extends z.ZodType>(
  schema: S,
  value: unknown,
): { readonly data: z.output<S> | undefined; readonly findings: readonly Finding[] } {
  const result = schema.safeParse(value, { error: ({ code }) => (spoken.has(code ?? '') ? UNSAID : undefined) });
  if (result.success) return { data: result.data, findings: [] };
  const findings = result.error.issues.flatMap((issue) => findingsOf(issue, [], { schema, value }));
  return { data: undefined, findings: withoutConsequences(findings) };
}

type Context = { readonly schema: z.core.$ZodType; readonly value: unknown };

function findingsOf(issue: Issue, above: Path, context: Context): readonly Finding[] {
  const path: Path = [...above, ...(issue.path as (string | number)[])];
  const value = valueAt(context.value, path);
  if (issue.code === 'unrecognized_keys') return unknownKeys(issue, path, context);
  if (issue.code === 'invalid_union' && issue.message === UNSAID) return unionFindings(issue, path, context);
  if (issue.code === 'invalid_key') {
    const inner = issue.issues.flatMap((part) => findingsOf({ ...part, path: [] }, path, context));
    return inner.map(({ guess, message }) => ({
      path: path.slice(0, -1),
      key: String(path.at(-1)),
      message: issue.message === UNSAID ? message : issue.message,
      ...(guess === undefined ? {} : { guess }),
    }));
  }
  if (issue.message !== UNSAID) return [{ path, message: issue.message }];
  return [{ path, ...wording(issue, value, nounAt(context.schema, path)) }];
}

function unknownKeys(
  issue: Extract<Issue, { code: 'unrecognized_keys' }>,
  path: Path,
  context: Context,
): readonly Finding[] {
  if (issue.message !== UNSAID) return [{ path, key: issue.keys[0]!, message: issue.message }];
  const noun = nounAt(context.schema, path) ?? 'key';
  const allowed = allowedKeys(context.schema, path) ?? [];
  return issue.keys.map((key) => ({ path, key, ...wrongWord(allowed, key, noun) }));
}

/** The complaints of the branch that the value was most likely meant for: one whose type fits, with the fewest complaints. */
function unionFindings(
  issue: Extract<Issue, { code: 'invalid_union' }>,
  path: Path,
  context: Context,
): readonly Finding[] {
  const branches = flatBranches(issue);
  const fitting = branches.filter((issues) => !issues.some(mismatch)).sort((a, b) => a.length - b.length)[0];
  if (fitting !== undefined) return fitting.flatMap((inner) => findingsOf(inner, path, context));
  const value = valueAt(context.value, path);
  const roots = branches.flatMap((issues) => issues.filter(mismatch).slice(0, 1));
  const words = roots.flatMap((root) => (root.code === 'invalid_value' ? root.values.map(String) : []));
  const types = roots.flatMap((root) => (root.code === 'invalid_type' ? [typeName(root.expected)] : []));
  const guess = typeof value === 'string' ? closest(value, words) : undefined;
  const expected = orList([...new Set([...types, ...words])]);
  const message =
    value === undefined ? `missing; expected ${expected}` : `expected ${expected}, received ${show(value)}`;
  return [{ path, message, ...(guess === undefined ? {} : { guess }) }];
}

function flatBranches(issue: Extract<Issue, { code: 'invalid_union' }>): readonly (readonly Issue[])[] {
  return issue.errors.flatMap((issues) => {
    const only = issues[0];
    return issues.length === 1 && only?.code === 'invalid_union' && only.path.length === 0
      ? flatBranches(only)
      : [issues];
  });
}

/** The value as a whole is of another kind than this branch takes. */
function mismatch(issue: Issue): boolean {
  return issue.path.length === 0 && (issue.code === 'invalid_type' || issue.code === 'invalid_value');
}

/** A misspelt key also leaves the key that was meant missing: that is one mistake, not two. */
function withoutConsequences(findings: readonly Finding[]): readonly Finding[] {
  const meant = new Set(
    findings.flatMap(({ path, key, guess }) => (key && guess ? [[...path, guess].join('\u0000')] : [])),
  );
  return findings.filter(
    ({ path, key, message }) => key !== undefined || !message.startsWith('missing') || !meant.has(path.join('\u0000')),
  );
}

function valueAt(root: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (value, step) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, step)
        ? (value as Readonly<Record<string | number, unknown>>)[step]
        : undefined,
    root,
  );
}
