import type { ColumnSettings } from '../columns.ts';
import type { MediaSettings } from '../curves/settings.ts';
import type { HeldOutSettings } from '../regression/heldOut.ts';
import type { IntervalSettings } from '../regression/intervalSettings.ts';
import type { Link } from './link.ts';

/** Settings that every regression on functions of media columns has; those of `ols`. */
export type BasisSettings = ColumnSettings &
  IntervalSettings &
  HeldOutSettings & {
    readonly media: MediaSettings;
    readonly intercepts?: 'geo' | 'common' | undefined;
  };

/** The columns that one channel enters by, as functions of its transformed series. */
export type ChannelBasis = {
  /** as the coefficients are called */
  readonly names: readonly string[];
  /** value by value, one array a name; 0 where the series is 0 */
  readonly columns: (series: Float64Array) => readonly Float64Array[];
};

/** A regression y = g(fixed + Σ_m Σ_p β_mp φ_mp(media_m)) + error on the scale of g⁻¹. */
export type BasisModel = {
  readonly link: Link;
  /** leave out saturation: the basis stands for the shape of the response, curves only for carryover */
  readonly carryoverOnly: boolean;
  /** @param window G·T, the channel's transformed series that coefficients are fitted to: for scales */
  readonly basis: (channel: string, window: Float64Array) => ChannelBasis;
};
