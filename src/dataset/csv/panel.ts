import type { Problem } from '../../core/errors.ts';
import { compareDates, follows, readDate } from '../dates.ts';
import type { PeriodUnit } from '../types.ts';
import type { Cell } from './records.ts';
import type { Table } from './table.ts';

/** How the rows of a file lie in geos and periods. */
export type Panel = {
  readonly geos: readonly string[];
  /** the row of geo g, period t, at g·T + t */
  readonly order: readonly number[];
  /** the rows of each geo, in the order of the file */
  readonly rows: readonly (readonly number[])[];
  readonly dates: readonly string[] | null;
};

/** Sorts rows into geos, in order of appearance, whether the file goes geo by geo or date by date, and holds the dates of
 *  each against one another: duplicates, dates out of order, and dates that some geos have and others lack are problems.
 *  @param gaps gets the places where periods are missing
 *  @param gap what becomes of them, in words */
export function readPanel(
  table: Table,
  columns: { readonly date: number | undefined; readonly geo: number | undefined },
  period: PeriodUnit,
  problems: Problem[],
  gaps: Problem[],
  gap: string,
): Panel {
  const rowsOfGeo = new Map<string, number[]>();
  table.rows.forEach((row, index) => {
    const geo = columns.geo === undefined ? 'national' : row[columns.geo]!.text;
    const rows = rowsOfGeo.get(geo);
    if (rows === undefined) rowsOfGeo.set(geo, [index]);
    else rows.push(index);
  });
  for (const row of rowsOfGeo.get('') ?? []) {
    const { line, column } = table.rows[row]![columns.geo!]!;
    problems.push({ file: table.file, line, column, path: 'geo', message: 'an empty cell where a geo is named' });
  }
  const geos = [...rowsOfGeo.keys()];
  const groups = [...rowsOfGeo.values()];
  const order = groups.flat();
  if (columns.date === undefined) {
    for (const [g, rows] of groups.entries()) {
      if (rows.length === groups[0]!.length) continue;
      const message = `geo "${geos[g]}" has ${rows.length} rows, "${geos[0]}" ${groups[0]!.length}`;
      problems.push({ file: table.file, line: table.rows[rows.at(-1)!]![0]!.line, path: 'geo', message });
    }
    return { geos, order, rows: groups, dates: null };
  }
  const dateColumn = columns.date;
  const cells = groups.map((rows) => rows.map((row) => table.rows[row]![dateColumn]!));
  for (const [g, group] of cells.entries())
    checkDates(table.file, group, columns.geo === undefined ? undefined : geos[g], period, problems, gaps, gap);
  sameDates(table.file, geos, cells, problems);
  return { geos, order, rows: groups, dates: (cells[0] ?? []).map((cell) => cell.text) };
}

/** Holds the dates of one geo, in row order, against one another.
 *  @param geo its name; undefined where the file has no geos */
function checkDates(
  file: string,
  cells: readonly Cell[],
  geo: string | undefined,
  period: PeriodUnit,
  problems: Problem[],
  gaps: Problem[],
  gap: string,
): void {
  const lineOf = new Map<string, number>();
  const dates = cells.map((cell) => readDate(cell.text));
  const form = dates.find((date) => date !== undefined)?.form;
  cells.forEach((cell, t) => {
    const place = { file, line: cell.line, column: cell.column, path: 'date' };
    const date = dates[t];
    const label = `"${cell.text}"`;
    const twice = `duplicate date ${label}${geo === undefined ? '' : ` in geo "${geo}"`}`;
    const seen = lineOf.get(cell.text);
    lineOf.set(cell.text, seen ?? cell.line);
    if (date === undefined) {
      problems.push({
        ...place,
        message: `${label} is no date; 2024-03-18, 3/18/2024, 2024-03 or a period number are`,
      });
    } else if (date.form !== form) {
      problems.push({ ...place, message: `${label} is written as ${date.form}, the first date as ${form}` });
    } else if (seen !== undefined) {
      problems.push({ ...place, message: `${twice}, first on line ${seen}` });
    } else {
      const before = dates[t - 1];
      if (before === undefined || before.form !== form) return;
      const step = compareDates(before, date);
      const previous = cells[t - 1]!.text;
      if (step === 0) problems.push({ ...place, message: `${twice}, the same day as "${previous}"` });
      else if (step > 0) problems.push({ ...place, message: `${label} comes after "${previous}"; dates must rise` });
      else if (!follows(before, date, period)) {
        gaps.push({ ...place, message: `${label} is not the ${period} after "${previous}"; ${gap}` });
      }
    }
  });
}

/** Every geo needs every date of the others: names the first that one lacks. Where all are there, those that stand in
 *  another order have been complained of already. */
function sameDates(
  file: string,
  geos: readonly string[],
  cells: readonly (readonly Cell[])[],
  problems: Problem[],
): void {
  const own = cells.map((group) => new Set(group.map((cell) => cell.text)));
  const first = new Map<string, number>();
  cells.forEach((group, g) => {
    for (const { text } of group) if (!first.has(text)) first.set(text, g);
  });
  geos.forEach((geo, g) => {
    const missing = [...first.keys()].filter((date) => !own[g]!.has(date));
    if (missing.length === 0) return;
    const { line } = cells[g]!.at(-1)!;
    const more = missing.length === 1 ? '' : ` (${missing.length} dates are missing)`;
    const message = `geo "${geo}" has no row for "${missing[0]}", which "${geos[first.get(missing[0]!)!]}" has${more}; all geos need the same dates`;
    problems.push({ file, line, path: 'geo', message });
  });
}
