import type { Row } from './protocol.ts';

const columns = [
  'arm',
  'replicate',
  'unit',
  'digest',
  'status',
  'channel',
  'estimand',
  'truth',
  'point',
  'se',
  'lower_0.95',
  'upper_0.95',
];

/** The rows of all arms with all digits, under the names of estimates.csv: each number is the shortest text that reads back
 *  as the same 64 bits. */
export function rowsCsv(arms: ReadonlyMap<string, { readonly rows: readonly Row[] }>): string {
  const lines = [...arms].flatMap(([arm, { rows }]) =>
    rows.flatMap(({ replicate, unit, digest, status, answers }) =>
      answers.map(({ channel, question, truth, point, se, lower, upper }) =>
        [arm, replicate, unit, digest, status, channel, question, truth, point, se, lower, upper].map(cell).join(','),
      ),
    ),
  );
  return `${[columns.join(','), ...lines].join('\n')}\n`;
}

function cell(value: string | number | null): string {
  const text = value === null ? '' : String(value);
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
