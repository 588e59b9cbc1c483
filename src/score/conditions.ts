import type { Way } from '../estimate/contract.ts';

/** What a fit conditions on, in the nodes of a graph. */
export type Conditions = {
  /** with every period: the channels, or what their spend buys where the fit sees that; the calendar's terms */
  readonly series: readonly string[];
  /** at these lags */
  readonly controls: readonly { readonly name: string; readonly lags: readonly number[] }[];
  /** mediators whose own response the fit models, by a regression on the rest of what it conditions on */
  readonly models: readonly string[];
  /** by the node that acts: effects that are found by other means than adjustment */
  readonly ways?: Readonly<Record<string, Way>>;
};
