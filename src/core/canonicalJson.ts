/** JSON with sorted keys and no spaces, so that equal values give equal text whatever the order they were written in.
 *  Keys whose value is undefined are left out, as in JSON.stringify; typed arrays are written as arrays; −0 is written 0.
 *  Throws TypeError, naming the path, on what JSON would silently turn into null or {}: NaN, Infinity, undefined in a
 *  list, functions, symbols, bigints, and objects with a class of their own (Date, Map, Set). */
export function canonicalJson(value: unknown): string {
  return write(value, '$');
}

function write(value: unknown, path: string): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) return refuse(path, String(value));
    return JSON.stringify(value);
  }
  if (typeof value !== 'object') return refuse(path, typeof value);
  if (Array.isArray(value)) return `[${Array.from(value, (item, i) => write(item, `${path}[${i}]`)).join(',')}]`;
  if (ArrayBuffer.isView(value) && !(value instanceof DataView)) {
    return `[${Array.from(value as unknown as ArrayLike<number>, (item, i) => write(item, `${path}[${i}]`)).join(',')}]`;
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return refuse(path, value.constructor.name);
  const fields = Object.entries(value).filter(([, field]) => field !== undefined);
  // by UTF-16 code unit, as RFC 8785 (JSON Canonicalization Scheme) §3.2.3 asks; localeCompare would depend on the machine
  fields.sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${fields.map(([key, field]) => `${JSON.stringify(key)}:${write(field, `${path}.${key}`)}`).join(',')}}`;
}

function refuse(path: string, received: string): never {
  throw new TypeError(
    `${path}: ${received} has no canonical JSON; allowed are finite numbers, strings, booleans, null, lists and plain objects`,
  );
}
