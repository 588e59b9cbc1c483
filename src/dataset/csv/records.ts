/** One cell of a CSV, with the place where it starts. */
export type Cell = {
  readonly text: string;
  /** 1-based, in the file */
  readonly line: number;
  /** 1-based, in characters of that line */
  readonly column: number;
  readonly quoted: boolean;
};

/** A quote that was opened and never closed, or text behind a closing quote. */
export type QuoteFault = { readonly line: number; readonly column: number; readonly message: string };

export type Records = { readonly records: readonly (readonly Cell[])[]; readonly faults: readonly QuoteFault[] };

/** Cells of a CSV text by RFC 4180: comma-separated, quotes doubled inside quotes. Takes CRLF, LF and CR line ends and
 *  a byte order mark; empty lines are skipped. Unquoted text is trimmed, as spreadsheets pad it.
 *  @example readRecords('a,"b,c"\n1,2').records.length // 2
 *  @see RFC 4180 §2 */
export function readRecords(text: string): Records {
  const records: Cell[][] = [];
  const faults: QuoteFault[] = [];
  let record: Cell[] = [];
  let at = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  let line = 1;
  let lineStart = at;

  const isEnd = (c: string | undefined) => c === undefined || c === ',' || c === '\n' || c === '\r';
  const newLine = () => {
    at += text[at] === '\r' && text[at + 1] === '\n' ? 2 : 1;
    line += 1;
    lineStart = at;
  };

  while (at < text.length) {
    const place = { line, column: at - lineStart + 1 };
    let value = '';
    const quoted = text[at] === '"';
    if (quoted) {
      at += 1;
      while (at < text.length && !(text[at] === '"' && text[at + 1] !== '"')) {
        const c = text[at]!;
        if (c === '\n' || c === '\r') {
          newLine();
          value += '\n';
        } else {
          at += c === '"' ? 2 : 1;
          value += c;
        }
      }
      if (at >= text.length) faults.push({ ...place, message: 'quote never closed' });
      at += 1;
      if (!isEnd(text[at])) {
        faults.push({
          line,
          column: at - lineStart + 1,
          message: 'text behind a closing quote; write quotes inside as ""',
        });
        while (!isEnd(text[at])) at += 1;
      }
    } else {
      const from = at;
      while (!isEnd(text[at])) at += 1;
      value = text.slice(from, at).trim();
    }
    record.push({ text: value, ...place, quoted });
    const lineEnds = at >= text.length || text[at] !== ',';
    if (!lineEnds) {
      at += 1;
      // a comma at the very end of the text still opens one more, empty cell
      if (at < text.length) continue;
      record.push({ text: '', line, column: at - lineStart + 1, quoted: false });
    }
    if (record.length > 1 || record[0]!.text !== '' || record[0]!.quoted) records.push(record);
    record = [];
    if (at < text.length) newLine();
  }
  return { records, faults };
}
