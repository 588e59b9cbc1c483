import { type PrimaryPolicy, primaryRows } from '../../score/policies/primary.ts';
import type { Performance } from '../../score/types.ts';
import { estimandName, estimandWords } from './estimandName.ts';
import { levelPercent, percent } from './percent.ts';
import type { PerformanceRow } from './types.ts';

/** Below this many Monte Carlo errors nothing is claimed. */
const SURE = 3;
/** Errors that are all equal have a Monte Carlo error of 0; what is then smaller than this is rounding. */
const ROUNDING = 1e-9;

const isSure = ({ value, mcse }: PerformanceRow): boolean =>
  value !== null && mcse !== null && Math.abs(value) > Math.max(SURE * mcse, ROUNDING);

/** What a study found in a sentence or two, from its own numbers: the largest relative bias that is beyond doubt, how often
 *  that arm's intervals hold the truth there, and the worlds in which nothing is off. Answers that aim at another effect
 *  than they are held against count only where there are no others.
 *  @param policy whose rows count; where it says nothing, the row as analyzed does */
export function answerOf(rows: readonly PerformanceRow[], policy: string): string {
  const primary = declared(rows, policy);
  const all = primary.filter(({ measure, channel }) => measure === 'relative_bias' && channel !== '*');
  const aimed = all.filter(({ value, target }) => value !== null && target !== 'off');
  const biases = aimed.length > 0 ? aimed : all.filter(({ value }) => value !== null);
  if (biases.length === 0) return 'No answer could be held against a truth.';
  const worst = biases.filter(isSure).reduce<PerformanceRow | undefined>(larger, undefined);
  if (worst === undefined) return `${nothingOff(biases)}.`;
  return `${worstCase(worst, biases.length)}${coverageThere(primary, worst)}${soundWorlds(all, biases)}.`;
}

/** `score` reads six columns of its rows, and gives back rows that it was given. */
const declared = (rows: readonly PerformanceRow[], policy: string): readonly PerformanceRow[] =>
  primaryRows(rows as readonly (PerformanceRow & Performance)[], policy as PrimaryPolicy) as readonly (PerformanceRow &
    Performance)[];

const larger = (best: PerformanceRow | undefined, row: PerformanceRow): PerformanceRow =>
  best === undefined || Math.abs(row.value!) > Math.abs(best.value!) ? row : best;

function nothingOff(biases: readonly PerformanceRow[]): string {
  const judged = biases.filter(({ mcse }) => mcse !== null);
  const counted = judged.length > 0 ? judged : biases;
  const { value, mcse, arm, channel, scenario, ...size } = counted.reduce<PerformanceRow | undefined>(
    larger,
    undefined,
  )!;
  const finding =
    judged.length > 0 ? `No bias is beyond ${SURE} Monte Carlo errors` : 'One dataset cannot tell bias from luck';
  const off = percent(Math.abs(value!), mcse);
  return `${finding}: of ${counted.length} answers the farthest off is ${arm} on ${channel} in ${scenario}, by ${off} of the truth in ${datasets(size)}`;
}

const datasets = ({ n, nFailed }: Pick<PerformanceRow, 'n' | 'nFailed'>): string =>
  `${n} ${n === 1 ? 'dataset' : 'datasets'}${nFailed === 0 ? '' : `, ${nFailed} more ${nFailed === 1 ? 'fit' : 'fits'} failed`}`;

function worstCase(row: PerformanceRow, of: number): string {
  const { value, mcse, arm, channel, scenario, periods, estimand } = row;
  const verb = value! > 0 ? 'overstates' : 'understates';
  const worst = of === 1 ? '' : `, the worst of ${of} answers`;
  const what = estimandWords(estimandName(estimand));
  return `In ${scenario}, ${arm} ${verb} the ${what} of ${channel} by ${percent(Math.abs(value!), mcse)} (${periods} periods, ${datasets(row)}${worst})`;
}

function coverageThere(rows: readonly PerformanceRow[], worst: PerformanceRow): string {
  const { cell, arm, channel, estimand } = worst;
  const found = rows
    .filter((row) => row.measure === 'coverage' && row.cell === cell && row.arm === arm && row.channel === channel)
    .filter((row) => row.estimand === estimand && row.value !== null && row.level !== null)
    .sort((a, b) => b.level! - a.level!)[0];
  if (found === undefined) return '';
  const { value, lower, upper, level, mcse } = found;
  const band = lower === null || upper === null ? '' : ` (${round(lower)} to ${round(upper)}\u00a0%)`;
  const share = band === '' ? percent(value!, mcse) : `${round(value!)}\u00a0%`;
  return `, and its ${levelPercent(level!)}\u00a0% intervals hold the truth in ${share}${band} of them`;
}

/** Whole percents; one decimal where they would say never or always and it is not. */
function round(share: number): string {
  const whole = Math.round(100 * share);
  return String(whole === 0 || whole === 100 ? Math.round(1000 * share) / 10 : whole);
}

/** At most so many names fit a sentence. */
const MOST_NAMES = 3;

/** Worlds where every answer can be judged, none is off, and no arm failed more often than it answered.
 *  @param all the questions, those without an answer too */
function soundWorlds(all: readonly PerformanceRow[], biases: readonly PerformanceRow[]): string {
  const open = all.filter((row) => row.nFailed > row.n);
  const doubtful = biases.filter((row) => row.mcse === null || isSure(row));
  const off = new Set([...open, ...doubtful].map(({ scenario }) => scenario));
  const worlds = [...new Set(biases.map(({ scenario }) => scenario))];
  const sound = worlds.filter((scenario) => !off.has(scenario));
  if (sound.length === 0) return '';
  const names = sound.length > MOST_NAMES ? `${sound.length} of the ${worlds.length} worlds` : sound.join(', ');
  return `; in ${names} no bias is beyond ${SURE} Monte Carlo errors`;
}
