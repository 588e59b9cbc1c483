/** Values by replicate; paired columns have the same places. */
export type Column = {
  /** places of the replicates, among those of all arms */
  readonly at: ArrayLike<number>;
  readonly values: Float64Array;
};

/** What one replicate adds to an estimate, centered: the estimate's variance is Σψ²/(n(n − 1)). */
export type Part = {
  /** places of the replicates, among those of the arm */
  readonly at: ArrayLike<number>;
  readonly influence: Float64Array;
};

/** An estimate with its influences: one part for paired replicates, two for independent ones. */
export type Effect = { readonly estimate: number; readonly parts: readonly Part[] };

/** An estimate with its standard error, and degrees of freedom: n − 1, or Welch's. */
export type Contrast = { readonly estimate: number; readonly se: number; readonly df: number; readonly n: number };

/** A mean over replicates, or a difference of means of independent ones. */
export function effectOf(...signed: readonly Column[]): Effect {
  const means = signed.map(({ values }) => values.reduce((sum, x) => sum + x, 0) / values.length);
  return {
    estimate: means.reduce((sum, x) => sum + x, 0),
    parts: signed.map(({ at, values }, i) => ({ at, influence: values.map((x) => x - means[i]!) })),
  };
}

/** The mean of several effects. Those of one replicate are taken together, so that what they share does not count twice. */
export function meanEffect(effects: readonly Effect[]): Effect {
  const parts = effects[0]!.parts.map((_, p) => {
    const all = effects.map(({ parts }) => parts[p]!);
    const { places, rankOf } = placesIn(all);
    const influence = new Float64Array(places.length);
    for (const { at, influence: own } of all) {
      const weight = places.length / (own.length * all.length);
      for (let i = 0; i < own.length; i++) influence[rankOf[at[i]!]!]! += weight * own[i]!;
    }
    return { at: places, influence };
  });
  return { estimate: effects.reduce((sum, { estimate }) => sum + estimate, 0) / effects.length, parts };
}

/** All places of some parts in order, and the rank of each among them. */
function placesIn(parts: readonly Part[]): { readonly places: Int32Array; readonly rankOf: Int32Array } {
  let end = 0;
  for (const { at } of parts) for (let i = 0; i < at.length; i++) end = Math.max(end, at[i]! + 1);
  const rankOf = new Int32Array(end);
  for (const { at } of parts) for (let i = 0; i < at.length; i++) rankOf[at[i]!] = 1;
  const places = Int32Array.from(rankOf.keys()).filter((place) => rankOf[place] === 1);
  for (const [rank, place] of places.entries()) rankOf[place] = rank;
  return { places, rankOf };
}

/** Standard error and degrees of freedom of an effect.
 *  @param ofShares adds to each part what one discordant pair would, over n + 2: a share of 0 or 1 has an error too
 *  (Agresti & Min 2005 for pairs, Agresti & Caffo 2000 for independent shares) */
export function contrastOf({ estimate, parts }: Effect, ofShares = false): Contrast {
  const variances = parts.map(({ influence }) => {
    const squares = influence.reduce((sum, x) => sum + x * x, 0);
    const n = influence.length;
    return ofShares ? (squares + 1) / ((n + 2) * (n + 2)) : squares / (n * (n - 1));
  });
  const total = variances.reduce((sum, v) => sum + v, 0);
  const sizes = parts.map(({ influence }) => influence.length);
  const n = Math.min(...sizes);
  // one replicate has no spread
  if (n < 2) return { estimate, se: Number.POSITIVE_INFINITY, df: 0, n };
  const welch = variances.reduce((sum, v, i) => sum + (v * v) / (sizes[i]! - 1), 0);
  return { estimate, se: Math.sqrt(total), df: welch > 0 ? (total * total) / welch : n - 1, n };
}
