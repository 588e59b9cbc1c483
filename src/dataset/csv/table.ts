import { InputError, type Problem } from '../../core/errors.ts';
import { closest } from '../../core/spelling.ts';
import { type Cell, readRecords } from './records.ts';

/** A CSV with a header: every row has one cell a column. */
export type Table = {
  readonly file: string;
  readonly header: readonly Cell[];
  readonly rows: readonly (readonly Cell[])[];
};

/** Reads header and rows; ragged rows, bad quotes and repeated names go into `problems`, and ragged rows are left out.
 *  @throws InputError when there is no header or no row to speak of */
export function readTable(text: string, file: string, problems: Problem[]): Table {
  const { records, faults } = readRecords(text);
  for (const fault of faults) problems.push({ file, ...fault });
  const [header, ...rows] = records;
  if (header === undefined) throw new InputError({ file, message: 'the file is empty; a header and rows are needed' });
  if (rows.length === 0) throw new InputError({ file, line: 2, message: 'there is a header but no row of data' });
  const separator = header.length === 1 ? otherSeparator(header[0]!) : undefined;
  if (separator !== undefined) {
    throw new InputError({ file, line: 1, message: `cells are separated by ${separator}; save the file with commas` });
  }
  const whole = rows.filter((row) => {
    if (row.length === header.length) return true;
    const { line, column } = row[Math.min(row.length, header.length + 1) - 1]!;
    const message = `${row.length} cells in this row; the header has ${header.length}`;
    problems.push({ file, line, column, message });
    return false;
  });
  return { file, header, rows: whole };
}

/** What a header without a comma is separated by, if it looks so. */
function otherSeparator({ text, quoted }: Cell): string | undefined {
  if (quoted) return undefined;
  if (text.includes(';')) return 'semicolons';
  return text.includes('\t') ? 'tabs' : undefined;
}

/** Index of a named column; a missing or repeated one is a problem at `path`, with a guess. */
export function columnIndex(table: Table, name: string, path: string, problems: Problem[]): number | undefined {
  const names = table.header.map((cell) => cell.text);
  const index = names.indexOf(name);
  if (index === -1) {
    const guess = closest(name, names);
    const message = `no column "${name}"; the file has ${names.join(', ')}`;
    problems.push({
      file: table.file,
      line: table.header[0]!.line,
      path,
      message,
      ...(guess === undefined ? {} : { guess }),
    });
    return undefined;
  }
  const again = names.indexOf(name, index + 1);
  if (again !== -1) {
    const { line, column } = table.header[again]!;
    problems.push({ file: table.file, line, column, path, message: `column "${name}" stands twice in the header` });
  }
  return index;
}

/** Numbers of one column in row order; what is no finite number is a problem, and 0 in the result. */
export function numericColumn(table: Table, index: number, problems: Problem[], atLeast = -Infinity): Float64Array {
  const name = table.header[index]!.text;
  return Float64Array.from(table.rows, (row) => {
    const cell = row[index]!;
    const value = readNumber(cell.text);
    if (value !== undefined && value >= atLeast) return value;
    const place = { file: table.file, line: cell.line, column: cell.column, path: name };
    if (value !== undefined) {
      problems.push({ ...place, message: `${cell.text} is below ${atLeast}; ${name} may not be negative` });
      return 0;
    }
    const bare = cell.text.replaceAll(/[\s,$€£%_]/g, '');
    const guess = bare !== cell.text && readNumber(bare) !== undefined ? { guess: bare } : {};
    const received = cell.text === '' ? 'an empty cell' : `"${cell.text}"`;
    problems.push({ ...place, message: `${received} where a number is needed`, ...guess });
    return 0;
  });
}

/** A finite decimal number, whole cell; undefined for NaN, NA, Infinity, hex, thousands separators and text. */
export function readNumber(text: string): number | undefined {
  if (!/^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(text)) return undefined;
  const value = Number(text);
  return Number.isFinite(value) ? value : undefined;
}

/** Named numeric columns of a CSV, in the order of `names`.
 *  @throws InputError with every missing column and bad cell */
export function readColumns(text: string, file: string, names: readonly string[]): readonly Float64Array[] {
  const problems: Problem[] = [];
  const table = readTable(text, file, problems);
  const columns = names.map((name) => {
    const index = columnIndex(table, name, 'data', problems);
    return index === undefined ? new Float64Array(0) : numericColumn(table, index, problems);
  });
  if (problems.length > 0) throw new InputError(problems);
  return columns;
}
