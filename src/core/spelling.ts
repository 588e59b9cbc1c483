/** The allowed word that a misspelt one was most likely meant to be, or undefined when nothing is near.
 *  Near is at most one edit in three letters (at least one, never the whole word), case aside; failing that, the only
 *  allowed word that contains it. The share of a third is common usage and arbitrary. Ties go to the first allowed.
 *  @example closest('hil', ['logistic', 'hill']) // 'hill' */
export function closest(word: string, allowed: readonly string[]): string | undefined {
  const sought = word.toLowerCase();
  let best: string | undefined;
  let fewest = Infinity;
  for (const candidate of allowed) {
    const longest = Math.max(word.length, candidate.length);
    const limit = Math.min(Math.max(1, Math.floor(longest / 3)), longest - 1);
    // the difference in length is a lower bound, and spares the table
    if (Math.abs(word.length - candidate.length) > limit) continue;
    const edits = editDistance(sought, candidate.toLowerCase());
    if (edits <= limit && edits < fewest) [best, fewest] = [candidate, edits];
  }
  return best ?? onlyContaining(sought, allowed);
}

/** Three letters, so that "a" does not suggest everything. */
function onlyContaining(sought: string, allowed: readonly string[]): string | undefined {
  if (sought.length < 3) return undefined;
  const containing = allowed.filter((candidate) => candidate.toLowerCase().includes(sought));
  return containing.length === 1 ? containing[0] : undefined;
}

/** Damerau–Levenshtein distance: the fewest insertions, deletions, substitutions and swaps of neighbours that turn one
 *  word into the other. The unrestricted form, which is a metric.
 *  @see Lowrance & Wagner (1975), "An extension of the string-to-string correction problem" */
export function editDistance(a: string, b: string): number {
  const width = b.length + 2;
  const far = a.length + b.length;
  const table = new Int32Array((a.length + 2) * width);
  const at = (i: number, j: number) => (i + 1) * width + j + 1;
  for (let i = -1; i <= a.length; i++) table[at(i, -1)] = far;
  for (let j = -1; j <= b.length; j++) table[at(-1, j)] = far;
  for (let i = 0; i <= a.length; i++) table[at(i, 0)] = i;
  for (let j = 0; j <= b.length; j++) table[at(0, j)] = j;
  const lastRowOf = new Map<string, number>();
  for (let i = 1; i <= a.length; i++) {
    let lastMatch = 0;
    for (let j = 1; j <= b.length; j++) {
      const row = lastRowOf.get(b[j - 1]!) ?? 0;
      const column = lastMatch;
      const same = a[i - 1] === b[j - 1];
      if (same) lastMatch = j;
      table[at(i, j)] = Math.min(
        table[at(i - 1, j - 1)]! + (same ? 0 : 1),
        table[at(i, j - 1)]! + 1,
        table[at(i - 1, j)]! + 1,
        table[at(row - 1, column - 1)]! + (i - row - 1) + 1 + (j - column - 1),
      );
    }
    lastRowOf.set(a[i - 1]!, i);
  }
  return table[at(a.length, b.length)]!;
}
