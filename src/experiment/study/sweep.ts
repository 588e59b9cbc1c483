/** One swept value of a variant: where it stands, and which of the listed values it took. */
export type Swept = { readonly path: readonly string[]; readonly value: unknown };

/** One combination of the values under every `each:` of a document. */
export type Variant = { readonly value: unknown; readonly swept: readonly Swept[] };

type Mapping = Readonly<Record<string, unknown>>;

export function isMapping(value: unknown): value is Mapping {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Does the mapping mark a sweep? `each` must then be its only key: see `sweepProblems`. */
function isSweep(value: unknown): value is { readonly each: readonly unknown[] } {
  return isMapping(value) && 'each' in value;
}

/** Every combination of the values under `each:`, in document order, the last sweep varying fastest.
 *  A value without sweeps is its own only variant.
 *  @example expandSweeps({ a: { each: [1, 2] } }) // { a: 1 } and { a: 2 } */
export function expandSweeps(value: unknown, path: readonly string[] = []): readonly Variant[] {
  if (isSweep(value)) {
    return value.each.map((choice) => ({ value: choice, swept: [{ path, value: choice }] }));
  }
  if (Array.isArray(value)) {
    return combine(value.map((item, i) => expandSweeps(item, [...path, String(i)]))).map(({ values, swept }) => ({
      value: values,
      swept,
    }));
  }
  if (!isMapping(value)) return [{ value, swept: [] }];
  const keys = Object.keys(value);
  return combine(keys.map((key) => expandSweeps(value[key], [...path, key]))).map(({ values, swept }) => ({
    value: Object.fromEntries(keys.map((key, i) => [key, values[i]])),
    swept,
  }));
}

type Combination = { readonly values: readonly unknown[]; readonly swept: readonly Swept[] };

function combine(parts: readonly (readonly Variant[])[]): readonly Combination[] {
  return parts.reduce<readonly Combination[]>(
    (heads, part) =>
      heads.flatMap((head) =>
        part.map((tail) => ({ values: [...head.values, tail.value], swept: [...head.swept, ...tail.swept] })),
      ),
    [{ values: [], swept: [] }],
  );
}

export type SweepProblem = { readonly path: readonly (string | number)[]; readonly message: string };

/** Misuses of `each:`, anywhere in a document: no list, an empty list, a repeated value, a sweep in a sweep, other keys beside it. */
export function sweepProblems(value: unknown, path: readonly (string | number)[] = []): readonly SweepProblem[] {
  if (Array.isArray(value)) return value.flatMap((item, i) => sweepProblems(item, [...path, i]));
  if (!isMapping(value)) return [];
  const inside = Object.entries(value).flatMap(([key, item]) => sweepProblems(item, [...path, key]));
  return 'each' in value ? [...misuses(value, path), ...inside] : inside;
}

function misuses(sweep: Mapping, path: readonly (string | number)[]): readonly SweepProblem[] {
  const at = (message: string): SweepProblem[] => [{ path: [...path, 'each'], message }];
  const others = Object.keys(sweep).filter((key) => key !== 'each');
  if (others.length > 0) return at(`each: must be the only key here; found ${others.join(', ')} beside it`);
  const choices = sweep.each;
  if (!Array.isArray(choices) || choices.length === 0) {
    return at(`each: needs a list of at least one value; received ${JSON.stringify(choices)}`);
  }
  const texts = choices.map((choice) => JSON.stringify(choice));
  const repeated = texts.find((text, i) => texts.indexOf(text) !== i);
  if (repeated !== undefined) return at(`each: lists ${repeated} twice`);
  if (texts.some((text) => text.includes('"each":'))) return at('each: holds another each:; sweeps do not nest');
  return [];
}
