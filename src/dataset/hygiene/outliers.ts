import { median } from '../../core/stats.ts';
import { type Labeled, type Oddity, placeOf, short } from './types.ts';

/** In normal data one value in 10⁹ lies so many robust standard deviations from the median; spend that is lognormal with
 *  a log sd of .4, as flights are, gets there once in some 10⁴. */
const spreads = 6;
/** The median absolute deviation of a normal law is .6745 of its standard deviation. */
const normalMad = 0.6744897501960817;
/** More places than anyone reads. */
const shown = 3;

/** Values far from the median of those that are not 0, by the median absolute deviation (Hampel's identifier): a promotion, a
 *  correction of the books, or a slip of the decimal point. Where half of the values are one number nothing is said: an event
 *  is no outlier. */
export function outliers(series: Labeled): Oddity | undefined {
  const { values, name, periods, geos } = series;
  const far = geos.flatMap((_, g) => farFrom(values.subarray(g * periods, (g + 1) * periods), g * periods));
  if (far.length === 0) return undefined;
  const farthest = far.toSorted((a, b) => b.spreads - a.spreads || a.i - b.i);
  const places = farthest.slice(0, shown).map(({ i }) => `${short(values[i]!)} (${placeOf(series, i)})`);
  const more = far.length > shown ? ` and ${far.length - shown} more` : '';
  const whose = geos.length === 1 ? `the median ${short(farthest[0]!.center)}` : 'the median of their geo';
  const message = `${places.join(', ')}${more}: more than ${spreads} robust standard deviations from ${whose}`;
  return { kind: 'outlier', series: name, message };
}

/** One geo's, as geos differ in size.
 *  @param from index of its first value */
function farFrom(values: Float64Array, from: number) {
  const present = values.filter((value) => value !== 0);
  if (present.length < 8) return [];
  const center = median(present);
  const sd = median(present.map((value) => Math.abs(value - center))) / normalMad;
  if (!(sd > 0)) return [];
  return Array.from(values, (value, t) => ({ i: from + t, center, spreads: Math.abs(value - center) / sd })).filter(
    (place, t) => values[t] !== 0 && place.spreads > spreads,
  );
}
