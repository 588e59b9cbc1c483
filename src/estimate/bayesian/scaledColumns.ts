/** Columns Z of a linear part whose coefficients are b = m + s·d with d ~ N(0, 1): what d acts on, and what stays.
 *  @param columns k columns of T values
 *  @param means, sds k values m and s
 *  @returns Z·diag(s), T × k column-major, and Z·m, T values */
export function scaledColumns(columns: readonly Float64Array[], means: readonly number[], sds: readonly number[]) {
  const T = columns[0]!.length;
  const scaled = new Float64Array(T * columns.length);
  const priorMean = new Float64Array(T);
  columns.forEach((column, c) => {
    for (let t = 0; t < T; t++) {
      scaled[c * T + t] = column[t]! * sds[c]!;
      priorMean[t]! += column[t]! * means[c]!;
    }
  });
  return { scaled, priorMean };
}
