import type { Problem } from '../../core/errors.ts';
import type { PeriodUnit } from '../types.ts';
import type { Table } from './table.ts';

/** Columns of a table by their roles, as indices. */
export type Roles = {
  readonly date: number | undefined;
  readonly geo: number | undefined;
  readonly part: number | undefined;
  /** spend and volumes: a number is needed in every row */
  readonly extended: readonly number[];
  /** controls and outcome: a number is needed in the rows of the window */
  readonly windowed: readonly number[];
  readonly period: PeriodUnit;
};

/** Columns in which a row needs a number. */
export function neededIn(row: Table['rows'][number], { part, extended, windowed }: Roles): readonly number[] {
  return part === undefined || row[part]!.text === 'window' ? [...extended, ...windowed] : extended;
}

/** A table after what was missing is dealt with, and what was done, row by row. */
export type Mended = { readonly table: Table; readonly done: readonly Problem[] };

/** Empty cells, NA, NaN and null are missing values. */
export const isMissing = (text: string): boolean => text === '' || /^(NA|NaN|null)$/i.test(text);

/** Rows of each geo by their index, in the order of the file; one geo where no column names them. */
export function rowsByGeo({ rows }: Table, geo: number | undefined): readonly (readonly number[])[] {
  const groups = new Map<string, number[]>();
  rows.forEach((row, index) => {
    const name = geo === undefined ? '' : row[geo]!.text;
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [index]);
    else group.push(index);
  });
  return [...groups.values()];
}
