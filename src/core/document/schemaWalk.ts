import { z } from 'zod';
import type { Path } from './source.ts';

/** What the keys or values of a schema are called in messages: `unknown curve "hil"`, not `unknown key "hil"`. */
export const nouns = z.registry<{ readonly noun: string }>();

type Any = z.core.$ZodType;
type Def = {
  readonly type: string;
  readonly shape?: Readonly<Record<string, Any>>;
  readonly keyType?: Any;
  readonly valueType?: Any;
  readonly element?: Any;
  readonly items?: readonly Any[];
  readonly rest?: Any | null;
  readonly innerType?: Any;
  readonly options?: readonly Any[];
  readonly left?: Any;
  readonly right?: Any;
  readonly in?: Any;
  readonly out?: Any;
  readonly getter?: () => Any;
  readonly entries?: Readonly<Record<string, string | number>>;
};

const defOf = (schema: Any): Def => schema._zod.def as unknown as Def;

/** Every schema that may stand at a path: several where a union leaves it open. Wrappers are looked through. */
function schemasAt(root: Any, path: Path): readonly Any[] {
  return path.reduce<readonly Any[]>(
    (schemas, step) => schemas.flatMap((schema) => below(schema, step)).flatMap(unwrap),
    unwrap(root),
  );
}

/** The keys that a mapping at this path may have; undefined when it is none, or takes any. */
export function allowedKeys(root: Any, path: Path): readonly string[] | undefined {
  const keys = schemasAt(root, path).flatMap((schema) => {
    const def = defOf(schema);
    if (def.shape !== undefined) return Object.keys(def.shape);
    return def.keyType === undefined ? [] : Object.values(defOf(def.keyType).entries ?? {}).map(String);
  });
  return keys.length === 0 ? undefined : [...new Set(keys)];
}

/** The noun registered for a schema at this path. */
export function nounAt(root: Any, path: Path): string | undefined {
  return schemasAt(root, path)
    .map((schema) => nouns.get(schema as z.ZodType)?.noun)
    .find((noun) => noun !== undefined);
}

function below(schema: Any, step: string | number): readonly Any[] {
  const { shape, valueType, element, items, rest } = defOf(schema);
  if (shape !== undefined) return Object.hasOwn(shape, step) ? [shape[step]!] : [];
  if (valueType !== undefined) return [valueType];
  if (element !== undefined) return [element];
  const item = items?.[Number(step)] ?? rest;
  return item === undefined || item === null ? [] : [item];
}

function unwrap(schema: Any): readonly Any[] {
  const def = defOf(schema);
  const inner = [def.innerType, ...(def.options ?? []), def.left, def.right, def.in, def.out, def.getter?.()].filter(
    (part) => part !== undefined,
  );
  return inner.length === 0 ? [schema] : inner.flatMap(unwrap);
}
