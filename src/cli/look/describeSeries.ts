import { formatProblem, InputError, type Problem } from '../../core/errors.ts';
import { parseDataset } from '../../dataset/csv.ts';
import type { firstLook } from '../../dataset/firstLook.ts';
import { oddities } from '../../dataset/hygiene/oddities.ts';
import type { DataSpec } from '../../dataset/spec.ts';
import { dataLook } from '../../estimate/look/dataLook.ts';
import { bold } from '../style.ts';
import { wrap } from '../wrap.ts';
import { guessSpec } from './guessSpec.ts';
import { lookText } from './lookText.ts';

/** More lines of one kind than anyone reads. */
const most = 8;

/** What the series of a file say, once it is clear which is which: by a fit file, else by the names of the columns.
 *  Periods and values that are missing are left out for the look, and named.
 *  @param told of a fit file */
export function describeSeries(
  text: string,
  file: string,
  { columns, panel }: Pick<ReturnType<typeof firstLook>, 'columns' | 'panel'>,
  told?: DataSpec,
): { readonly json: object; readonly text: string } {
  const spec = told ?? guessSpec(columns, panel);
  const say = '--spec fit.yaml says it for sure';
  if (spec === null)
    return {
      json: {},
      text: 'No column is called like an outcome, or none like media: --spec fit.yaml says which is what.',
    };
  const missing = complaintsOf(() => parseDataset(text, file, spec, 'fail'));
  let dataset: ReturnType<typeof parseDataset>['dataset'];
  try {
    dataset = parseDataset(text, file, spec, 'drop').dataset;
  } catch (error) {
    // what a fit file names wrongly is the user's; a guess that does not work out is ours, and no reason to stop
    if (!(error instanceof InputError) || told !== undefined) throw error;
    const notes = error.problems.map(formatProblem);
    return { json: { notes }, text: section('plumbline fit would stop at', notes) };
  }
  const look = dataLook(dataset);
  const odd = oddities(dataset);
  const notes = odd.map(({ series, message }) => `${series}: ${message}`);
  const guessed = told === undefined ? `Which column is what is guessed from its name; ${say}.\n\n` : '';
  const parts = [
    section('missing or wrong: plumbline fit stops here unless --missing says interpolate or drop', missing),
    section('odd', notes),
  ].filter((part) => part !== '');
  return {
    json: { spec, look, odd, problems: missing },
    text: [`${guessed}${lookText(look, dataset)}`, ...parts].join('\n\n'),
  };
}

function complaintsOf(read: () => unknown): readonly string[] {
  try {
    read();
    return [];
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return error.problems.map((problem: Problem) => formatProblem(problem));
  }
}

function section(title: string, lines: readonly string[]): string {
  if (lines.length === 0) return '';
  const shown = lines.slice(0, most).flatMap((line) => wrap(`  ${line}`));
  const more = lines.length > most ? [`  and ${lines.length - most} more`] : [];
  return [bold(`${title}:`), ...shown, ...more].join('\n');
}
