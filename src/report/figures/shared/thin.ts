/** Of many points those of the first replicates, whole replicates at a time so that pairs stay together, and what was left
 *  out, in words. */
export function thin<Row extends { readonly row: { readonly replicate: number } }>(
  rows: readonly Row[],
  most: number,
): { readonly kept: readonly Row[]; readonly notes: readonly string[] } {
  if (rows.length <= most) return { kept: rows, notes: [] };
  const replicates = [...new Set(rows.map(({ row }) => row.replicate))].sort((a, b) => a - b);
  const first = replicates.slice(0, Math.max(1, Math.floor((replicates.length * most) / rows.length)));
  const wanted = new Set(first);
  return {
    kept: rows.filter(({ row }) => wanted.has(row.replicate)),
    notes: [`Points of the first ${first.length} of ${replicates.length} replicates are drawn.`],
  };
}
