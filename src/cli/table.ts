export type Column = { readonly title: string; readonly align?: 'left' | 'right' };

/** Display width: code points, not UTF-16 units; combining marks (the hat of R̂) take none. */
export function width(text: string): number {
  let count = 0;
  for (const character of text) if (!/\p{Mn}/u.test(character)) count += 1;
  return count;
}

function pad(text: string, to: number, align: 'left' | 'right'): string {
  const blanks = ' '.repeat(Math.max(0, to - width(text)));
  return align === 'right' ? blanks + text : text + blanks;
}

/** A plain text table: two blanks between columns, a rule under the titles, no trailing blanks. A row that is text, not
 *  a list of cells, stands by itself and widens no column.
 *  @example table([{ title: 'arm' }, { title: 'bias', align: 'right' }], [['ols', '0.12']]) */
export function table(columns: readonly Column[], rows: readonly (readonly string[] | string)[]): string {
  const cells = (row: readonly string[] | string, j: number) => (typeof row === 'string' ? '' : (row[j] ?? ''));
  const widths = columns.map(({ title }, j) => Math.max(width(title), ...rows.map((row) => width(cells(row, j)))));
  const line = (row: readonly string[]): string =>
    columns
      .map((column, j) => pad(row[j] ?? '', widths[j]!, column.align ?? 'left'))
      .join('  ')
      .trimEnd();
  const rule = widths.map((w) => '─'.repeat(w)).join('──');
  const body = rows.map((row) => (typeof row === 'string' ? row : line(row)));
  return [line(columns.map(({ title }) => title)), rule, ...body].join('\n');
}
