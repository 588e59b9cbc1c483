/** Something about a series that a fit will not mention and its reader should know. */
export type Oddity = {
  readonly kind: 'zero-stretch' | 'outlier' | 'units';
  readonly series: string;
  /** a sentence without the series' name */
  readonly message: string;
};

/** Series of one name with labels of their periods, geo by geo. */
export type Labeled = {
  readonly name: string;
  readonly values: Float64Array;
  readonly periods: number;
  readonly geos: readonly string[];
  readonly label: (period: number) => string;
};

/** Where the value at index i of a geo-major series stands. */
export function placeOf({ periods, geos, label }: Labeled, i: number): string {
  const geo = geos.length === 1 ? '' : ` in ${geos[Math.floor(i / periods)]}`;
  return `${label(i % periods)}${geo}`;
}

/** A number in a sentence: four digits. */
export const short = (x: number): string => String(Number(x.toPrecision(4)));
