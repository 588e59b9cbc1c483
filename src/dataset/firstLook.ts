import { InputError, type Problem } from '../core/errors.ts';
import { mean, sd } from '../core/stats.ts';
import { isMissing } from './csv/roles.ts';
import { readTable, type Table } from './csv/table.ts';
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
  /** different values that are not missing */
  readonly distinct: number;
};

/** A file of several geos: which columns say so, and how far it is balanced. */
export type PanelLook = {
  readonly geo: string;
  readonly date: string;
  readonly geos: number;
  readonly dates: number;
  /** a pair of geo and date without a row */
  readonly missing: { readonly geo: string; readonly date: string; readonly more: number } | null;
  /** rows whose geo and date an earlier row has */
  readonly duplicates: number;
};

/** What a CSV holds, column by column, before anybody says which is what. Empty cells and NA count as missing.
 *  @throws InputError for an empty or ragged file */
export function firstLook(
  text: string,
  file: string,
): { readonly rows: number; readonly columns: readonly ColumnLook[]; readonly panel: PanelLook | null } {
  const problems: Problem[] = [];
  const table = readTable(text, file, problems);
  if (problems.length > 0) throw new InputError(problems);
  const columns = table.header.map(({ text: name }, j) =>
    look(
      name,
      table.rows.map((row) => row[j]!.text),
    ),
  );
  return { rows: table.rows.length, columns, panel: panelLook(table, columns) };
}

/** What a column of whole numbers is called that counts periods. */
export const DATE_NAMES = /^(date|period|day|week|month|time)$/i;

/** The first text column with several values, each in several rows, beside the first column of dates, or of whole numbers
 *  called a date or a period: together they look like geos over time. */
function panelLook({ rows }: Table, columns: readonly ColumnLook[]): PanelLook | null {
  const geo = columns.findIndex(({ kind, distinct }) => kind === 'text' && distinct > 1 && 2 * distinct <= rows.length);
  const dated = columns.findIndex(({ kind }) => kind === 'date');
  const date = dated === -1 ? columns.findIndex(({ name }) => DATE_NAMES.test(name)) : dated;
  if (geo === -1 || date === -1) return null;
  const pairs = rows.map((row) => [row[geo]!.text, row[date]!.text] as const);
  const geos = new Set(pairs.map(([g]) => g));
  const dates = new Set(pairs.map(([, t]) => t));
  const seen = new Set(pairs.map((pair) => JSON.stringify(pair)));
  // quarters beside dates are a text with repeats as well, but no date has several of them
  if (2 * seen.size <= geos.size * dates.size) return null;
  const missing = [...geos].flatMap((g) =>
    [...dates].filter((t) => !seen.has(JSON.stringify([g, t]))).map((t) => ({ geo: g, date: t })),
  );
  return {
    geo: columns[geo]!.name,
    date: columns[date]!.name,
    geos: geos.size,
    dates: dates.size,
    missing: missing.length === 0 ? null : { ...missing[0]!, more: missing.length - 1 },
    duplicates: rows.length - seen.size,
  };
}

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
    distinct: new Set(present).size,
  };
}
