import { InputError, type Problem } from '../../core/errors.ts';
import { closest } from '../../core/spelling.ts';
import type { Cell } from '../../dataset/csv/records.ts';
import { readNumber, readTable } from '../../dataset/csv/table.ts';
import { type Estimand, estimandKey, estimandKinds, parseEstimandKey } from '../../dataset/estimand.ts';
import { datasetNamed, nearestDataset } from '../../scenario/recorded/types.ts';

/** One row of a submission: an estimate, with its interval where it has one. */
export type SubmittedRow = {
  readonly dataset: string;
  readonly estimand: Estimand;
  readonly point: number;
  readonly se: number | null;
  readonly interval: { readonly level: number; readonly lower: number; readonly upper: number } | null;
};

/** What may be answered: the datasets, and every estimand of which some true value is known. */
export type Questions = { readonly files: readonly string[]; readonly estimands: readonly Estimand[] };

const required = ['dataset', 'channel', 'point'];
const optional = ['lower', 'upper', 'level', 'estimand', 'se'];
/** What an interval is where no column says. */
const USUAL_LEVEL = 0.95;

/** Reads a submission: columns dataset, channel, point, lower, upper, and if need be estimand, level and se; one row an
 *  interval, so that several levels are several rows of one point.
 *  @throws InputError with every problem, by line: rows about nothing of the pack, rows that stand there twice, numbers
 *  that are none, intervals that end before they begin */
export function readSubmission(text: string, file: string, questions: Questions): readonly SubmittedRow[] {
  const problems: Problem[] = [];
  const { header, rows } = readTable(text, file, problems);
  const columns = new Map<string, number>();
  for (const [index, cell] of header.entries()) {
    const known = [...required, ...optional];
    const place = { file, line: cell.line, column: cell.column };
    if (!known.includes(cell.text)) {
      const guess = closest(cell.text, known);
      const message = `unknown column "${cell.text}"; allowed are ${known.join(', ')}`;
      problems.push({ ...place, message, ...(guess === undefined ? {} : { guess }) });
    } else if (columns.has(cell.text)) problems.push({ ...place, message: `column "${cell.text}" stands there twice` });
    columns.set(cell.text, index);
  }
  // an unknown column is most likely the missing one: one mistake, one line
  if (problems.length > 0) throw new InputError(problems);
  const missing = required.filter((name) => !columns.has(name)).map((name) => `"${name}"`);
  if (missing.length > 0) {
    const message = `column${missing.length === 1 ? '' : 's'} ${missing.join(', ')} missing`;
    problems.push({
      file,
      line: 1,
      message: `${message}; the file has ${header.map(({ text: name }) => name).join(', ')}`,
    });
  }
  if (columns.has('lower') !== columns.has('upper'))
    problems.push({
      file,
      line: 1,
      message: 'an interval has a lower and an upper end; one of the columns is missing',
    });
  if (problems.length > 0) throw new InputError(problems);

  const first = new Map<string, { readonly line: number; readonly row: SubmittedRow }>();
  const submitted = rows.flatMap((cells) => {
    const reader = openRow(cells, columns, file, problems);
    const row = rowOf(reader, questions);
    if (row === undefined) return [];
    const subject = JSON.stringify([row.dataset, row.estimand.channel, estimandKey(row.estimand)]);
    const about = `${row.estimand.channel} of ${row.dataset}`;
    for (const name of [subject, `${subject} ${row.interval?.level}`]) {
      const before = first.get(name);
      if (before === undefined) first.set(name, { line: cells[0]!.line, row });
      else if (name !== subject) reader.wrong('dataset', `${about} stands on line ${before.line} already`);
      else if (before.row.point !== row.point || before.row.se !== row.se)
        reader.wrong('point', `another estimate for ${about} than on line ${before.line}`);
    }
    return [row];
  });
  if (problems.length > 0) throw new InputError(problems);
  return submitted;
}

type Row = {
  readonly text: (name: string) => string;
  /** undefined where the cell is empty or no number, which is then a problem */
  readonly number: (name: string, mayBeEmpty?: boolean) => number | undefined;
  readonly wrong: (name: string, message: string, guess?: string) => void;
};

function openRow(cells: readonly Cell[], columns: ReadonlyMap<string, number>, file: string, problems: Problem[]): Row {
  const cellOf = (name: string) => cells[columns.get(name) ?? -1];
  const text = (name: string) => cellOf(name)?.text ?? '';
  const wrong = (name: string, message: string, guess?: string) => {
    const { line, column } = cellOf(name) ?? cells[0]!;
    problems.push({ file, line, column, path: name, message, ...(guess === undefined ? {} : { guess }) });
  };
  const number = (name: string, mayBeEmpty = true): number | undefined => {
    const value = readNumber(text(name));
    if (value === undefined && (text(name) !== '' || !mayBeEmpty))
      wrong(name, `${text(name) === '' ? 'an empty cell' : `"${text(name)}"`} where a number is needed`);
    return value;
  };
  return { text, number, wrong };
}

function rowOf({ text, number, wrong }: Row, { files, estimands }: Questions): SubmittedRow | undefined {
  const dataset = datasetNamed(files, text('dataset'));
  if (dataset === undefined)
    wrong('dataset', `"${text('dataset')}" is none of the datasets`, nearestDataset(files, text('dataset')));
  const estimand = askedFor(text('channel'), text('estimand'), estimands, wrong);
  const point = number('point', false);
  const se = number('se');
  if (se !== undefined && se < 0) wrong('se', `${se}; allowed is 0 or more`);
  const [lower, upper] = [number('lower'), number('upper')];
  const level = text('level') === '' ? USUAL_LEVEL : number('level');
  if ((lower === undefined) !== (upper === undefined)) wrong('lower', 'an interval needs both of its ends');
  else if (lower !== undefined && lower > upper!) wrong('lower', `${lower} is above upper, ${upper}`);
  if (level !== undefined && !(level > 0 && level < 1)) wrong('level', `${level}; allowed is between 0 and 1`);
  if (dataset === undefined || estimand === undefined || point === undefined) return undefined;
  const whole = lower !== undefined && upper !== undefined && level !== undefined;
  return { dataset, estimand, point, se: se ?? null, interval: whole ? { level, lower, upper } : null };
}

/** The estimand of the pack that a row is about: `roas.total` or its full name; without a word, the only one of the
 *  channel, else its only roas.total. */
function askedFor(
  channel: string,
  key: string,
  estimands: readonly Estimand[],
  wrong: Row['wrong'],
): Estimand | undefined {
  const own = estimands.filter((estimand) => estimand.channel === channel);
  if (own.length === 0) {
    const channels = [...new Set(estimands.map((estimand) => estimand.channel))];
    wrong(
      'channel',
      `"${channel}" is no channel with a truth; there are ${channels.join(', ')}`,
      closest(channel, channels),
    );
    return undefined;
  }
  if (key === '' && own.length === 1) return own[0];
  const request = parseEstimandKey(key === '' ? 'roas.total' : key);
  const fits = own.filter((estimand) =>
    request?.window === undefined ? estimand.kind === request?.kind : estimandKey(estimand) === key,
  );
  if (fits.length === 1) return fits[0];
  const names = own.map(estimandKey).join(', ');
  const message = `${key === '' ? 'no estimand is named' : `"${key}"`}; the truth of ${channel} has ${names}`;
  wrong('estimand', message, fits.length === 0 && key !== '' ? closest(key, estimandKinds) : undefined);
  return undefined;
}
