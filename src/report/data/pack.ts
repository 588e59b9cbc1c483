/** A table column by column: few strings, many times; numbers side by side pack best. */
type PackedColumn =
  | { readonly words: readonly string[]; readonly at: readonly number[] }
  | { readonly values: readonly unknown[] };

export type Packed = { readonly rows: number; readonly columns: Readonly<Record<string, PackedColumn>> };

/** @param rows with the same keys throughout */
export function packRows(rows: readonly Readonly<Record<string, unknown>>[]): Packed {
  const keys = Object.keys(rows[0] ?? {});
  const columns = keys.map((key) => [key, packColumn(rows.map((row) => row[key]))] as const);
  return { rows: rows.length, columns: Object.fromEntries(columns) };
}

function packColumn(values: readonly unknown[]): PackedColumn {
  if (!values.every((value): value is string => typeof value === 'string')) return { values };
  const places = new Map<string, number>();
  const at = values.map((value) => {
    const known = places.get(value) ?? places.size;
    places.set(value, known);
    return known;
  });
  return { words: [...places.keys()], at };
}

/** The rows again. */
export function unpackRows<Row>({ rows, columns }: Packed): readonly Row[] {
  const entries = Object.entries(columns);
  const read = entries.map(([, column]) =>
    'words' in column ? (i: number) => column.words[column.at[i]!] : (i: number) => column.values[i],
  );
  return Array.from({ length: rows }, (_, i) => {
    const row: Record<string, unknown> = {};
    for (let k = 0; k < entries.length; k++) row[entries[k]![0]] = read[k]!(i);
    return row as Row;
  });
}
