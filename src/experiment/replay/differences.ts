import { leaves } from '../merge/prefer.ts';

/** One value of two records, by its path; as JSON, undefined on the side that lacks it. */
export type Compared = {
  readonly path: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
  readonly same: boolean;
};

/** Two records side by side, value by value, in their own order. Numbers are the same bit for bit: JSON writes different
 *  ones differently, but for the sign of 0, which no journal keeps.
 *  @example compareRecords({ a: [1] }, { a: [2] }) // a.0: '1', '2', not the same */
export function compareRecords(before: unknown, after: unknown): readonly Compared[] {
  const [old, now] = [new Map(leaves(before)), new Map(leaves(after))];
  return [...new Set([...old.keys(), ...now.keys()])].map((path) => {
    const [a, b] = [old.get(path), now.get(path)];
    return { path, before: a, after: b, same: a === b };
  });
}
