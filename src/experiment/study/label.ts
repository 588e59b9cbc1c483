import type { Swept } from './sweep.ts';
import { isMapping } from './sweep.ts';

/** Names what is swept, or nothing: `[strength=4,center=truth×1]`.
 *  A path is shortened to its last segment, or to as many as tell the swept paths apart. */
export function sweepLabel(swept: readonly Swept[]): string {
  if (swept.length === 0) return '';
  const names = shortNames(swept.map(nameParts));
  return `[${swept.map((item, i) => `${names[i]}=${factor(item)}${valueText(item.value)}`).join(',')}]`;
}

/** A multiple of the truth is named by what it centers: `center: { truth: 2 }` reads `center=truth×2`. */
const isMultipleOfTruth = (item: Swept): boolean => item.path.length > 1 && item.path.at(-1) === 'truth';
const nameParts = (item: Swept): readonly string[] => (isMultipleOfTruth(item) ? item.path.slice(0, -1) : item.path);
const factor = (item: Swept): string => (isMultipleOfTruth(item) ? 'truth×' : '');

/** Of each path as few last segments as tell all apart, the same number of each. */
export function shortNames(paths: readonly (readonly string[])[]): readonly string[] {
  const longest = Math.max(...paths.map((path) => path.length));
  for (let take = 1; take < longest; take++) {
    const names = paths.map((path) => path.slice(-take).join('.'));
    if (new Set(names).size === names.length) return names;
  }
  return paths.map((path) => path.join('.'));
}

/** YAML in one line, without spaces or quotes: `{newey-west:{lag:4}}`. */
function valueText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(valueText).join(',')}]`;
  if (!isMapping(value)) return String(value);
  return `{${Object.entries(value)
    .map(([key, item]) => `${key}:${valueText(item)}`)
    .join(',')}}`;
}
