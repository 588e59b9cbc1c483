/** How messages speak of values, types and bounds. */

/** A value as the user would recognize it, short. */
export function show(value: unknown): string {
  if (value === undefined || value === null) return 'nothing';
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  if (typeof value === 'object') return 'a mapping';
  if (typeof value !== 'string') return String(value);
  return JSON.stringify(value.length > 60 ? `${value.slice(0, 57)}...` : value);
}

const typeNames: Readonly<Record<string, string>> = {
  number: 'a number',
  int: 'a whole number',
  string: 'text',
  boolean: 'true or false',
  array: 'a list',
  tuple: 'a list',
  object: 'a mapping',
  record: 'a mapping',
  null: 'nothing',
};

export const typeName = (type: string): string => typeNames[type] ?? type;

/** @example orList(['a', 'b', 'c']) // 'a, b or c' */
export function orList(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}

/** @example bound('number', 'at least', 'more than', 0, true) // 'at least 0' */
export function bound(origin: string, closed: string, open: string, limit: unknown, inclusive: boolean): string {
  const unit = { array: ' item', string: ' character' }[origin] ?? '';
  const plural = unit === '' || Number(limit) === 1 ? '' : 's';
  return `${inclusive ? closed : open} ${String(limit)}${unit}${plural}`;
}
