import { stringify } from 'csv-stringify/sync';

export type Cell = string | number | boolean | null;

/** Takes the lines of a table as they come. */
export type Sink = (lines: string) => void;

/** Rows as CSV lines: `true` and `false`, empty for missing, numbers with all their digits. */
export function csvLines(rows: readonly (readonly Cell[])[]): string {
  // without the cast, csv-stringify writes true as 1 and false as nothing
  return stringify(rows as Cell[][], { cast: { boolean: String } });
}

/** A call of csv-stringify costs as much as some ten rows. */
const ROWS_A_CALL = 512;

/** A table written row by row. */
export type Table = { readonly add: (rows: readonly (readonly Cell[])[]) => void; readonly end: () => void };

export function openTable(columns: readonly string[], sink: Sink): Table {
  let waiting: (readonly Cell[])[] = [columns];
  const end = (): void => {
    sink(csvLines(waiting));
    waiting = [];
  };
  return {
    add: (rows) => {
      waiting.push(...rows);
      if (waiting.length >= ROWS_A_CALL) end();
    },
    end,
  };
}
