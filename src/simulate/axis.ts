/** The simulated periods of one dataset, in periods of the world: burn-in | history | window | future | beyond. Index 0 is the first burn-in
 *  period; it lies equally far before the window whatever the length, so that shorter series are prefixes. */
export type Axis = {
  readonly burnIn: number;
  readonly history: number;
  /** T, the window's length */
  readonly periods: number;
  /** periods after the window whose spend the dataset carries */
  readonly future: number;
  /** further periods, simulated only to see how much of an effect lies beyond the tail */
  readonly beyond: number;
  /** index of the window's first period, t = 0 */
  readonly start: number;
  readonly length: number;
};

export function makeAxis(parts: Pick<Axis, 'burnIn' | 'history' | 'periods' | 'future' | 'beyond'>): Axis {
  const start = parts.burnIn + parts.history;
  return { ...parts, start, length: start + parts.periods + parts.future + parts.beyond };
}
