import type { Problem } from '../../core/errors.ts';
import { calendarPosition, compareDates, follows, type PeriodDate, readDate } from '../dates.ts';
import type { PeriodUnit } from '../types.ts';
import type { Cell } from './records.ts';
import type { Table } from './table.ts';

/** How the rows of a file lie in geos and periods. */
export type Panel = {
  readonly geos: readonly string[];
  /** the row of geo g, period t, at g·T + t */
  readonly order: readonly number[];
  readonly dates: readonly string[] | null;
  readonly firstPeriod: number;
};

/** Sorts rows into geos, in order of appearance, and holds the dates of each against one another: duplicates, dates out
 *  of order and geos with other dates than the first are problems; gaps are warnings. */
export function readPanel(
  table: Table,
  columns: { readonly date: number | undefined; readonly geo: number | undefined },
  period: PeriodUnit,
  problems: Problem[],
  warnings: Problem[],
): Panel {
  const rowsOfGeo = new Map<string, number[]>();
  table.rows.forEach((row, index) => {
    const geo = columns.geo === undefined ? 'national' : row[columns.geo]!.text;
    const rows = rowsOfGeo.get(geo);
    if (rows === undefined) rowsOfGeo.set(geo, [index]);
    else rows.push(index);
  });
  const geos = [...rowsOfGeo.keys()];
  const groups = [...rowsOfGeo.values()];
  const order = groups.flat();
  if (columns.date === undefined) {
    for (const [g, rows] of groups.entries()) {
      if (rows.length === groups[0]!.length) continue;
      const message = `geo "${geos[g]}" has ${rows.length} rows, "${geos[0]}" ${groups[0]!.length}`;
      problems.push({ file: table.file, line: table.rows[rows.at(-1)!]![0]!.line, path: 'geo', message });
    }
    return { geos, order, dates: null, firstPeriod: 0 };
  }
  const dateColumn = columns.date;
  const cells = groups.map((rows) => rows.map((row) => table.rows[row]![dateColumn]!));
  const dates = cells.map((group) => checkDates(table.file, group, period, problems, warnings));
  for (let g = 1; g < groups.length; g++) sameDates(table.file, geos, cells, g, problems);
  const first = dates[0]?.[0];
  return {
    geos,
    order,
    dates: (cells[0] ?? []).map((cell) => cell.text),
    firstPeriod: first === undefined ? 0 : calendarPosition(first, period),
  };
}

/** The dates of one geo, in row order; undefined where a label is no date. */
function checkDates(
  file: string,
  cells: readonly Cell[],
  period: PeriodUnit,
  problems: Problem[],
  warnings: Problem[],
): readonly (PeriodDate | undefined)[] {
  const lineOf = new Map<string, number>();
  const dates = cells.map((cell) => readDate(cell.text));
  const form = dates.find((date) => date !== undefined)?.form;
  cells.forEach((cell, t) => {
    const place = { file, line: cell.line, column: cell.column, path: 'date' };
    const date = dates[t];
    const label = `"${cell.text}"`;
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
      problems.push({ ...place, message: `duplicate date ${label}, first on line ${seen}` });
    } else {
      const before = dates[t - 1];
      if (before === undefined || before.form !== form) return;
      const step = compareDates(before, date);
      const previous = cells[t - 1]!.text;
      if (step === 0) problems.push({ ...place, message: `duplicate date ${label}, the same day as "${previous}"` });
      else if (step > 0) problems.push({ ...place, message: `${label} comes after "${previous}"; dates must rise` });
      else if (!follows(before, date, period)) {
        warnings.push({ ...place, message: `${label} is not the ${period} after "${previous}"; the gap is ignored` });
      }
    }
  });
  return dates;
}

function sameDates(
  file: string,
  geos: readonly string[],
  cells: readonly (readonly Cell[])[],
  g: number,
  problems: Problem[],
): void {
  const first = cells[0]!;
  const own = cells[g]!;
  const t = first.findIndex((cell, index) => cell.text !== own[index]?.text);
  if (t === -1 && own.length === first.length) return;
  const at = t === -1 ? first.length : t;
  const { line, column } = own[Math.min(at, own.length - 1)]!;
  const message = `geo "${geos[g]}" has ${quote(own[at])} where "${geos[0]}" has ${quote(first[at])}; all geos need the same dates`;
  problems.push({ file, line, column, path: 'date', message });
}

const quote = (cell: Cell | undefined) => (cell === undefined ? 'no more dates' : `"${cell.text}"`);
