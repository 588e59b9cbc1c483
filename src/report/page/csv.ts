import type { FigureTable } from '../figures/figure.ts';

/** RFC 4180: quotes where commas, quotes or line ends ask for them; numbers with all their digits; nothing for null. */
export function csvOf({ columns, rows }: FigureTable): string {
  const cell = (value: string | number | null | undefined): string => {
    const text = String(value ?? '');
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  const lines = [columns.map(({ key }) => cell(key)), ...rows.map((row) => columns.map(({ key }) => cell(row[key])))];
  return `${lines.map((line) => line.join(',')).join('\n')}\n`;
}

/** Hands a file to the reader without a server. */
export function download(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/csv' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // the browser has its copy by the next turn
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}
