/** A value to sort by; what is missing comes last, whichever way. */
export type Key = string | number | null;

export type Order = { readonly column: string; readonly descending: boolean };

/** Places of rows in a new order; equal ones keep theirs. Texts are put in order once each, then rows by number: a hundred
 *  thousand rows have few different texts. Digits inside texts count as numbers. */
export function sortedPlaces(keys: readonly Key[], descending: boolean): Uint32Array {
  const numbers = Float64Array.from(ranked(keys));
  const sign = descending ? -1 : 1;
  return Uint32Array.from(keys.keys()).sort((a, b) => {
    const [x, y] = [numbers[a]!, numbers[b]!];
    if (Number.isNaN(x) || Number.isNaN(y)) return Number(Number.isNaN(x)) - Number(Number.isNaN(y)) || a - b;
    return sign * (x - y) || a - b;
  });
}

const collator = new Intl.Collator('en', { numeric: true });

function ranked(keys: readonly Key[]): readonly number[] {
  const texts = [...new Set(keys.filter((key) => typeof key === 'string'))].sort(collator.compare);
  const places = new Map(texts.map((text, i) => [text, i]));
  return keys.map((key) => (key === null ? Number.NaN : typeof key === 'number' ? key : places.get(key)!));
}
