export type Segment = { readonly x1: number; readonly y1: number; readonly x2: number; readonly y2: number };
type Point = { readonly x: number; readonly y: number };

/** Points of one line that is broken after every segment: thousands of segments are then one path, which a page draws at once.
 *  @example segments([{ x1: 0, y1: 1, x2: 2, y2: 3 }]) // [{ x: 0, y: 1 }, { x: 2, y: 3 }, { x: NaN, y: NaN }] */
export function segments(all: readonly Segment[]): readonly Point[] {
  return all.flatMap(({ x1, y1, x2, y2 }) => [
    { x: x1, y: y1 },
    { x: x2, y: y2 },
    { x: Number.NaN, y: Number.NaN },
  ]);
}
