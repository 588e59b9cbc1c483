/** Places of at most so many of a series, evenly spaced from the first on. */
export function thinnedPlaces(count: number, most: number): readonly number[] {
  const kept = Math.min(most, count);
  return Array.from({ length: kept }, (_, i) => Math.floor((i * count) / kept));
}

/** At most so many, evenly spaced. */
export function thinned<Item>(items: ArrayLike<Item>, most: number): readonly Item[] {
  return thinnedPlaces(items.length, most).map((place) => items[place]!);
}
