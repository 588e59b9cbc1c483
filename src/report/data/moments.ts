import { drawn } from './digits.ts';

/** Mean of numbers seen one at a time. */
export type Moments = {
  readonly add: (value: number) => void;
  /** mean and its Monte Carlo error, sd/√n, as drawn; null where there is too little to tell */
  readonly give: () => { readonly mean: number | null; readonly mcse: number | null };
};

/** Keeps three numbers, however many it is given.
 *  @see Welford (1962) */
export function openMoments(): Moments {
  let [n, mean, squares] = [0, 0, 0];
  return {
    add: (value) => {
      n += 1;
      const before = value - mean;
      mean += before / n;
      squares += before * (value - mean);
    },
    give: () => ({
      mean: n === 0 ? null : drawn(mean),
      mcse: n < 2 ? null : drawn(Math.sqrt(squares / (n - 1) / n)),
    }),
  };
}
