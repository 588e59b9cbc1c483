import type { Cell } from '../../data/types.ts';
import type { View } from '../figure.ts';

type Value = number | string;

/** Something that differs between the cells, outermost first. */
export type Factor = { readonly name: string; readonly values: readonly Value[] };

/** A cell at its place along the loop, with the number of its value of every factor; −1 where it has none. */
export type LoopCell = { readonly key: string; readonly levels: readonly number[] };

/** Factors and cells of a nested loop: the last factor turns fastest, and cells stand in that order.
 *  @see Rücker & Schwarzer (2014) */
export function nestedLoop(
  { data, cells }: Pick<View, 'data' | 'cells'>,
  having: ReadonlySet<string> = cells,
): { readonly factors: readonly Factor[]; readonly cells: readonly LoopCell[] } {
  const inside = data.cells.filter(({ key }) => cells.has(key) && having.has(key));
  const dials = [...new Set(inside.flatMap(({ dials }) => Object.keys(dials)))];
  const all: readonly { readonly name: string; readonly of: (cell: Cell) => Value | undefined }[] = [
    { name: 'world', of: ({ scenario }) => scenario },
    ...dials.map((name) => ({ name, of: (cell: Cell) => cell.dials[name] })),
    { name: 'weeks', of: ({ periods }) => periods },
  ];
  const factors = all
    .map(({ name, of }) => ({ name, of, values: valuesOf(inside.map(of)) }))
    .filter(({ values }) => values.length > 1);
  const placed = inside.map(
    (cell): LoopCell => ({
      key: cell.key,
      levels: factors.map(({ of, values }) => values.indexOf(of(cell) as Value)),
    }),
  );
  return { factors: factors.map(({ name, values }) => ({ name, values })), cells: placed.toSorted(byLevels) };
}

/** Numbers by size, then words as they come. */
function valuesOf(values: readonly (Value | undefined)[]): readonly Value[] {
  const unique = [...new Set(values.filter((value) => value !== undefined))];
  const numbers = unique.filter((value): value is number => typeof value === 'number').toSorted((a, b) => a - b);
  return [...numbers, ...unique.filter((value) => typeof value === 'string')];
}

function byLevels(a: LoopCell, b: LoopCell): number {
  const i = a.levels.findIndex((level, at) => level !== b.levels[at]);
  return i < 0 ? 0 : a.levels[i]! - b.levels[i]!;
}
