import { kernel } from './kernel/kernel.ts';
import { newWorkspace, type Workspace } from './kernel/workspace.ts';

/** The columns of a T × k matrix A, and products with them, by the kernel. Nothing here allocates. */
export type ColumnBlocks = {
  /** along = Aᵀx; returns xᵀx */
  readonly project: (x: Float64Array, along: Float64Array) => number;
  /** out = scale·x − A·weight, returns outᵀout; `out` may be `x` */
  readonly takeOff: (x: Float64Array, scale: number, weight: Float64Array, out: Float64Array) => number;
};

/** @param a T × k, column-major
 *  @param workspace of the density that this is a part of */
export function columnBlocks(
  a: Float64Array,
  T: number,
  k: number,
  workspace: Workspace = newWorkspace(),
): ColumnBlocks {
  // the kernel takes two periods at a time: an odd number is filled up with a 0
  const rows = T + (T & 1);
  const columns = workspace.reserve(rows * k);
  const vector = workspace.reserve(rows);
  const weights = workspace.reserve(k);
  workspace.onLoad((memory) => {
    for (let j = 0; j < k; j++) memory.set(a.subarray(j * T, (j + 1) * T), columns + j * rows);
  });
  const load = (memory: Float64Array, x: Float64Array): void => {
    // what fills up an odd number is not 0 any more if a scale was infinite
    memory[vector + rows - 1] = 0;
    memory.set(x, vector);
  };
  return {
    project: (x, along) => {
      const memory = workspace.memory();
      load(memory, x);
      const squares = kernel.project(8 * columns, rows, k, 8 * vector, 8 * weights);
      for (let j = 0; j < k; j++) along[j] = memory[weights + j]!;
      return squares;
    },
    takeOff: (x, scale, weight, out) => {
      const memory = workspace.memory();
      load(memory, x);
      memory.set(weight, weights);
      const squares = kernel.withdraw(8 * columns, rows, k, 8 * weights, scale, 8 * vector, 8 * vector);
      for (let t = 0; t < T; t++) out[t] = memory[vector + t]!;
      return squares;
    },
  };
}
