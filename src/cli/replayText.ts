import { estimandKey } from '../dataset/estimand.ts';
import type { Replay } from '../experiment/replay/replay.node.ts';
import { decimalsFor, fixed } from './digits.ts';
import { percent } from './effectTable.ts';
import { diagnosticLines } from './fitReport.ts';
import { bold, red } from './style.ts';
import { table } from './table.ts';
import { pack } from './wrap.ts';

/** Paths of what differs between the journal and the replay. */
export function differing({ row }: Pick<Replay, 'row'>): readonly string[] {
  return row.filter(({ same }) => !same).map(({ path }) => path);
}

/** All there is to say of one attempt: what was fitted to what, how far off it was, what the fit says of itself, and the row
 *  as journaled beside the row as replayed. */
export function replayText(replay: Replay): string {
  const { plan, cell, arm, replayed, row } = replay;
  const facts = [
    ['study', plan.name],
    ['world', `${cell.name}, ${cell.recording === undefined ? 'simulated' : `recorded in ${cell.recording.folder}`}`],
    ['arm', arm.name],
    ['settings', JSON.stringify({ use: arm.use, ...(arm.settings as object) })],
    ['key', `seed ${plan.seed}, replicate ${replayed.replicate}, arm ${arm.id}`],
    ['dataset', dataset(replay)],
  ];
  const differ = differing(replay);
  const right = 'right' as const;
  const parts = [
    [bold(`unit ${replayed.unit}`), ...facts.map(([name, text]) => `${name!.padEnd(10)}${text}`)],
    ...(replayed.effects.length === 0 ? [] : [[answers(replay)]]),
    ownReport(replay),
    [
      table(
        [{ title: 'row' }, { title: 'journaled', align: right }, { title: 'replayed', align: right }, { title: '' }],
        row.map(({ path, before, after, same }) => [path, shown(before), shown(after), same ? '' : '≠']),
      ),
    ],
    [differ.length === 0 ? 'equal, bit for bit' : red(`different: ${differ.join(', ')}`)],
  ];
  return parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n');
}

function dataset({ replayed, row }: Replay): string {
  const { same = true, before } = row.find(({ path }) => path === 'digest') ?? {};
  return `digest ${replayed.digest}, ${same ? 'as journaled' : red(`journaled ${shown(before)}`)}`;
}

/** One line an estimand: truth, answer, error, and whether each interval covers. */
function answers({ plan, cell, replayed, truth }: Replay): string {
  const right = 'right' as const;
  const decimals = decimalsFor([...truth.values, ...replayed.effects.map((effect) => effect?.point)]);
  const show = (x: number | null | undefined) => fixed(x, decimals);
  return table(
    [
      ...['channel', 'estimand'].map((title) => ({ title })),
      ...['truth', 'point', 'error'].map((title) => ({ title, align: right })),
      ...plan.levels.map((level) => ({ title: `${percent(level)} interval`, align: right })),
    ],
    cell.estimands.map((estimand, i) => {
      const [value, effect] = [truth.values[i] ?? null, replayed.effects[i] ?? null];
      const intervals = plan.levels.map((_, l) => {
        const interval = effect?.intervals[l];
        if (interval === undefined) return '–';
        const [lower, upper] = interval;
        const covers = value === null ? '' : lower <= value && value <= upper ? ' covers' : ' misses';
        return `[${show(lower)}, ${show(upper)}]${covers}`;
      });
      const error = effect === null || value === null ? null : effect.point - value;
      return [estimand.channel, estimandKey(estimand), show(value), show(effect?.point), show(error), ...intervals];
    }),
  );
}

function ownReport({ replayed, estimate }: Replay): readonly string[] {
  const { status, reason, diagnostics } = replayed;
  const parameters = estimate !== null && 'parameters' in estimate ? estimate.parameters : [];
  return [
    `status ${status}${reason === undefined ? '' : `: ${reason}`}`,
    ...diagnosticLines(diagnostics),
    ...pack(
      parameters.map(({ name, value }) => `${name} ${Number(value.toPrecision(4))}`),
      ' · ',
    ),
  ];
}

/** JSON, with all digits: this is where bits are compared. */
const shown = (value: string | undefined): string => value ?? '–';
