import { adjustmentWords } from '../experiment/adjust/words.ts';
import type { Replay } from '../experiment/replay/replay.node.ts';
import { adjustmentIn } from '../experiment/run/dataIn.ts';
import { percent } from './effectTable.ts';
import { diagnosticLines } from './fitReport.ts';
import { replayAnswers } from './replayAnswers.ts';
import { replayDataset } from './replayDataset.ts';
import { bold, red } from './style.ts';
import { table } from './table.ts';
import { pack, wrap } from './wrap.ts';

/** Paths of what differs between the journal and the replay. */
export function differing({ row }: Pick<Replay, 'row'>): readonly string[] {
  return row.filter(({ same }) => !same).map(({ path }) => path);
}

/** Titles of the facts stand in a column of this width. */
const TITLE = 10;

/** All there is to say of one attempt: what was fitted to what, how far off it was, what the fit says of itself, the row as
 *  it came out, and where the journal has another. */
export function replayText(replay: Replay): string {
  const { plan, cell, arm, settings, replayed } = replay;
  const told = arm.told === undefined ? '' : ` (told of the truth: ${arm.told.join(', ')})`;
  const adjustment = adjustmentIn(plan, cell, arm);
  const facts: readonly (readonly [string, readonly string[]])[] = [
    ['study', [plan.name]],
    ['world', [`${cell.name}, ${madeBy(replay)}`]],
    ['arm', [arm.name + told]],
    ['key', [`seed ${plan.seed}, replicate ${replayed.replicate}, arm ${arm.id}`]],
    ['dataset', replayDataset(replay)],
    ...(adjustment === undefined ? [] : [['adjust', wrap(adjustmentWords(adjustment), 100 - TITLE, '')] as const]),
    ['settings', pack(settingsWords({ use: arm.use, ...(settings as object) }), ' ', 100 - TITLE)],
  ];
  const parts = [
    [
      bold(`unit ${replayed.unit}`),
      ...facts.flatMap(([title, lines]) =>
        lines.map((line, i) => ((i === 0 ? title : '').padEnd(TITLE) + line).trimEnd()),
      ),
    ],
    replayAnswers(replay),
    ownReport(replay),
    [rowTable(replay)],
    comparison(replay),
  ];
  return parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n');
}

function madeBy({ plan, cell, replayed }: Replay): string {
  if (plan.calibration !== undefined) return 'its outcomes drawn from the prior';
  return cell.recording === undefined
    ? 'simulated'
    : `recorded in ${cell.recording.datasets[replayed.replicate]!.file}`;
}

/** Blanks between the entries, none inside of them. */
function settingsWords(settings: object): readonly string[] {
  const entries = Object.entries(settings).filter(([, value]) => value !== undefined);
  return entries.map(
    ([key, value], i) =>
      `${i === 0 ? '{' : ''}${JSON.stringify(key)}:${JSON.stringify(value)}${i < entries.length - 1 ? ',' : '}'}`,
  );
}

function ownReport({ replayed, estimate }: Replay): readonly string[] {
  const { status, reason, diagnostics } = replayed;
  const parameters = estimate !== null && 'parameters' in estimate ? estimate.parameters : [];
  return [
    `status ${status}${reason === undefined ? '' : `: ${reason}`}`,
    ...diagnosticLines(diagnostics),
    ...(parameters.length === 0
      ? []
      : pack(
          parameters.map(({ name, value }) => `${name} ${Number(value.toPrecision(4))}`),
          ' · ',
        )),
  ];
}

/** JSON, with all digits: this is where bits are compared. */
function rowTable({ row }: Replay): string {
  return table(
    [{ title: 'row as replayed' }, { title: '', align: 'right' }],
    row.map(({ path, after, same }) => [path, `${shown(after)}${same ? '  ' : ' ≠'}`]),
  );
}

function comparison(replay: Replay): readonly string[] {
  const different = replay.row.filter(({ same }) => !same);
  if (different.length === 0) return [`equal, bit for bit: ${replay.row.length} values and the digest of the data`];
  const right = 'right' as const;
  return [
    red(`${different.length} of ${replay.row.length} values differ`),
    table(
      [
        { title: 'value' },
        { title: 'journaled', align: right },
        { title: 'replayed', align: right },
        { title: 'what' },
      ],
      different.map(({ path, before, after }) => [path, shown(before), shown(after), meaning(replay, path)]),
    ),
    red(`different: ${different.map(({ path }) => path).join(', ')}`),
  ];
}

/** What a path into a row is about.
 *  @example effects.2.intervals.0.1 → social roas.total, upper end of the 80 % interval */
function meaning({ plan, cell }: Replay, path: string): string {
  const [head, index, part, level, end] = path.replace(/^truth\.values\./, 'values.').split('.');
  if (head === 'digest' || path === 'truth.digest') return 'the data are others';
  if (head === 'ranks') return plan.calibration?.quantities[Number(index)] ?? '';
  const estimand = head === 'effects' || head === 'values' ? cell.estimands[Number(index)] : undefined;
  if (estimand === undefined) return '';
  const about = `${estimand.channel} ${estimand.kind}`;
  if (head === 'values') return `truth of ${about}`;
  if (part !== 'intervals') return `${about}${part === undefined ? '' : `, ${part}`}`;
  const nominal = plan.levels[Number(level)];
  if (nominal === undefined) return about;
  return `${about}, ${end === '0' ? 'lower' : 'upper'} end of the ${percent(nominal)} interval`;
}

const shown = (value: string | undefined): string => value ?? '–';
