/** Some shards as one job array: task `index` works shard `offset + index`. */
export type ShardArray = {
  readonly offset: number;
  /** ascending, each from 1 to the largest index that the cluster allows */
  readonly indices: readonly number[];
};

/** Shards as arrays whose indices stay below a cluster's MaxArraySize.
 *  @param shards 1-based, ascending
 *  @param maxArraySize as `scontrol show config` says: one more than the largest index
 *  @example splitArrays([1, 3, 5], 4) // [{ offset: 0, indices: [1, 3] }, { offset: 3, indices: [2] }] */
export function splitArrays(shards: readonly number[], maxArraySize: number): readonly ShardArray[] {
  const most = Math.max(1, maxArraySize - 1);
  const arrays = new Map<number, number[]>();
  for (const shard of shards) {
    const offset = Math.floor((shard - 1) / most) * most;
    const indices = arrays.get(offset) ?? [];
    indices.push(shard - offset);
    arrays.set(offset, indices);
  }
  return [...arrays].map(([offset, indices]) => ({ offset, indices }));
}

/** Ascending numbers as `--array` takes them.
 *  @example numberRanges([1, 2, 3, 7]) // '1-3,7' */
export function numberRanges(numbers: readonly number[]): string {
  const ranges: [first: number, last: number][] = [];
  for (const number of numbers) {
    const open = ranges.at(-1);
    if (open !== undefined && open[1] === number - 1) open[1] = number;
    else ranges.push([number, number]);
  }
  return ranges.map(([first, last]) => (first === last ? `${first}` : `${first}-${last}`)).join(',');
}
