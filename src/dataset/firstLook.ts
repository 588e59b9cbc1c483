import { InputError, type Problem } from '../core/errors.ts';
import { mean, sd } from '../core/stats.ts';
import { readTable } from './csv/table.ts';
import { readDate } from './dates.ts';

/** One column of a CSV, as it stands. */
export type ColumnLook = {
  readonly name: string;
  readonly kind: 'date' | 'number' | 'text';
  readonly missing: number;
  readonly zeros: number | null;
  readonly negative: number | null;
  readonly mean: number | null;
  readonly sd: number | null;
  readonly min: number | null;
  readonly max: number | null;
  readonly first: string;
  readonly last: string;
};

/** What a CSV holds, column by column, before anybody says which is what. Empty cells and NA count as missing.
 *  @throws InputError for an empty or ragged file */
export function firstLook(
  text: string,
  file: string,
): { readonly rows: number; readonly columns: readonly ColumnLook[] } {
  const problems: Problem[] = [];
  const table = readTable(text, file, problems);
  if (problems.length > 0) throw new InputError(problems);
  const columns = table.header.map(({ text: name }, j) =>
    look(
      name,
      table.rows.map((row) => row[j]!.text),
    ),
  );
  return { rows: table.rows.length, columns };
}

const isMissing = (cell: string): boolean => cell === '' || /^(NA|NaN|null)$/i.test(cell);

function look(name: string, cells: readonly string[]): ColumnLook {
  const present = cells.filter((cell) => !isMissing(cell));
  const numbers = present.map(Number);
  const numeric = present.length > 0 && numbers.every(Number.isFinite);
  const dated = !numeric && present.length > 0 && present.every((cell) => readDate(cell) !== undefined);
  const count = (test: (x: number) => boolean): number | null => (numeric ? numbers.filter(test).length : null);
  const fold = (f: (a: number, b: number) => number): number | null => (numeric ? numbers.reduce(f) : null);
  return {
    name,
    kind: numeric ? 'number' : dated ? 'date' : 'text',
    missing: cells.length - present.length,
    zeros: count((x) => x === 0),
    negative: count((x) => x < 0),
    mean: numeric ? mean(numbers) : null,
    sd: numeric && numbers.length > 1 ? sd(numbers) : null,
    min: fold((a, b) => Math.min(a, b)),
    max: fold((a, b) => Math.max(a, b)),
    first: cells[0] ?? '',
    last: cells.at(-1) ?? '',
  };
}
