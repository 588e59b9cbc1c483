/** The only place where snake_case (YAML, CSV, JSON) and camelCase (TypeScript) meet. */

export type CamelCase<S extends string> = S extends `${infer Head}_${infer Tail}`
  ? `${Head}${Capitalize<CamelCase<Tail>>}`
  : S;

/** @example camelCase('burn_in') // 'burnIn' */
export function camelCase<S extends string>(name: S): CamelCase<S> {
  return name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase()) as CamelCase<S>;
}

/** @example snakeCase('burnIn') // 'burn_in' */
export function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

export type CamelKeys<T> = { [K in keyof T as K extends string ? CamelCase<K> : K]: T[K] };

/** The same object under camelCase keys; one level, so that names given by users (nodes, channels) are left alone. */
export function camelKeys<T extends object>(value: T): CamelKeys<T> {
  const entries = Object.entries(value).map(([key, item]) => [camelCase(key), item]);
  return Object.fromEntries(entries) as CamelKeys<T>;
}
