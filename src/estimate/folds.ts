/** Periods 0..train − 1 are fitted, train..test − 1 predicted. */
export type Fold = { readonly train: number; readonly test: number };

/** Expanding-window folds: the last `folds` blocks of ⌊T/(folds + 1)⌋ periods, each predicted from all periods before it.
 *  @example expandingFolds(104, 5)[0] // { train: 19, test: 36 }
 *  @see scikit-learn's TimeSeriesSplit, which splits the same way */
export function expandingFolds(periods: number, folds: number): readonly Fold[] {
  const size = Math.floor(periods / (folds + 1));
  return Array.from({ length: folds }, (_, fold) => {
    const train = periods - (folds - fold) * size;
    return { train, test: train + size };
  });
}
