import { InputError, type Problem } from '../../core/errors.ts';
import { closest } from '../../core/spelling.ts';
import type { Cell } from '../../dataset/csv/records.ts';
import { columnIndex, readNumber, readTable } from '../../dataset/csv/table.ts';
import { type Estimand, estimandKey, estimandKinds, parseEstimandKey } from '../../dataset/estimand.ts';
import type { RecordedDocument } from './schema.ts';
import { datasetNamed, nearestDataset, type RecordedTruth } from './types.ts';

/** What the rows of a truth file may be about. */
export type Subject = {
  readonly files: readonly string[];
  readonly channels: readonly string[];
  readonly periods: number;
};

/** Where each value stands, over all truth files of a world. */
export type Standing = Map<string, { readonly file: string; readonly line: number }>;

/** True values from a CSV of one row a dataset, channel and estimand. A bare kind is that of the whole window with
 *  nothing counted after it.
 *  @param standing of the files read before; gets what stands in this one
 *  @throws InputError with every problem of the file: strangers, each once; repeated rows, what is no number, by line and
 *    column */
export function readTruth(
  text: string,
  file: string,
  { columns, estimand: stated, channels: names }: RecordedDocument['truth'],
  { files, channels, periods }: Subject,
  standing: Standing,
): readonly RecordedTruth[] {
  const problems: Problem[] = [];
  const table = readTable(text, file, problems);
  const find = (name: string) => columnIndex(table, name, 'truth.columns', problems);
  const byDefault = table.header.some((cell) => cell.text === 'estimand') ? 'estimand' : undefined;
  const named = columns.estimand ?? (stated === undefined ? byDefault : undefined);
  const at = { dataset: find(columns.dataset), channel: find(columns.channel), value: find(columns.value) };
  const estimandAt = named === undefined ? undefined : find(named);
  if (named === undefined && stated === undefined) {
    const message =
      'no column says which estimand the values are; add truth.estimand: roas.total to the recorded world';
    problems.push({ file, message });
  }
  if (problems.length > 0) throw new InputError(problems);

  const wrong = (cell: Cell, path: string, message: string, guess?: string) => {
    const problem = { file, line: cell.line, column: cell.column, path, message };
    problems.push(guess === undefined ? problem : { ...problem, guess });
  };
  // a dataset that is gone has as many rows as it has effects
  const strangers = new Map<string, { readonly first: Problem; rows: number }>();
  const strange = (cell: Cell, path: string, message: string, guess?: string) => {
    const name = JSON.stringify([path, cell.text]);
    const { line, column } = cell;
    const first = { file, line, column, path, message, ...(guess === undefined ? {} : { guess }) };
    strangers.set(name, { first: strangers.get(name)?.first ?? first, rows: (strangers.get(name)?.rows ?? 0) + 1 });
  };
  const estimandOf = (key: string, channel: string): Estimand | undefined => {
    const request = parseEstimandKey(key);
    if (request === undefined) return undefined;
    const { kind, window = [0, periods - 1] as const, tail = 0, held } = request;
    const sound = window[0] <= window[1] && window[1] < periods;
    return sound ? { channel, kind, window, tail, ...(held === undefined ? {} : { held }) } : undefined;
  };
  const truths = table.rows.flatMap((row): RecordedTruth[] => {
    const cell = (index: number | undefined) => row[index!]!;
    const dataset = datasetNamed(files, cell(at.dataset).text);
    const word = cell(at.channel).text;
    const channel = Object.hasOwn(names, word) ? names[word]! : word;
    const key = estimandAt === undefined ? stated! : cell(estimandAt).text;
    const estimand = estimandOf(key, channel);
    const value = cell(at.value).text === '' ? null : readNumber(cell(at.value).text);
    if (dataset === undefined)
      strange(
        cell(at.dataset),
        columns.dataset,
        `"${cell(at.dataset).text}" is none of the datasets`,
        nearestDataset(files, cell(at.dataset).text),
      );
    if (!channels.includes(channel))
      strange(
        cell(at.channel),
        columns.channel,
        `"${word}" is no channel; there are ${channels.join(', ')}`,
        closest(word, channels),
      );
    if (estimand === undefined)
      wrong(
        cell(estimandAt ?? at.value),
        named ?? 'truth.estimand',
        `"${key}" is no estimand of ${periods} periods`,
        closest(key, estimandKinds),
      );
    if (value === undefined) wrong(cell(at.value), columns.value, `"${cell(at.value).text}" where a number is needed`);
    if (dataset === undefined || estimand === undefined || value === undefined) return [];
    const name = JSON.stringify([dataset, channel, estimandKey(estimand)]);
    const before = standing.get(name);
    standing.set(name, before ?? { file, line: cell(at.dataset).line });
    if (before !== undefined) {
      const where = before.file === file ? `on line ${before.line}` : `in ${before.file}, line ${before.line},`;
      wrong(
        cell(at.dataset),
        columns.dataset,
        `${channel}, ${estimandKey(estimand)} of ${dataset} stands ${where} already`,
      );
    }
    return [{ dataset, estimand, value }];
  });
  for (const { first, rows } of strangers.values())
    problems.push(rows === 1 ? first : { ...first, message: `${first.message} (in ${rows} rows)` });
  if (problems.length > 0) throw new InputError(problems.sort((a, b) => (a.line ?? 0) - (b.line ?? 0)));
  return truths;
}
