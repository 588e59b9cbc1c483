import { estimandName, estimandWords } from './estimandName.ts';
import { percent } from './percent.ts';
import type { PerformanceRow } from './types.ts';

/** Below this many Monte Carlo errors nothing is claimed. */
const SURE = 3;

const isSure = ({ value, mcse }: PerformanceRow): boolean =>
  value !== null && mcse !== null && mcse > 0 && Math.abs(value) > SURE * mcse;

/** What a study found in a sentence or two, from its own numbers: the largest relative bias that is beyond doubt, how often
 *  that arm's intervals hold the truth there, and the worlds in which nothing is off. Answers that aim at another effect
 *  than they are held against count only where there are no others.
 *  @param policy whose rows count; one that says nothing of the bias leaves the word to `as-analyzed` */
export function answerOf(rows: readonly PerformanceRow[], policy: string): string {
  const all = rows.filter(
    ({ measure, value, channel }) => measure === 'relative_bias' && value !== null && channel !== '*',
  );
  const declared = all.filter((row) => row.policy === policy);
  const counted = declared.length > 0 ? declared : all.filter((row) => row.policy === 'as-analyzed');
  const aimed = counted.filter(({ target }) => target !== 'off');
  const biases = aimed.length > 0 ? aimed : counted;
  if (biases.length === 0) return 'No answer could be held against a truth.';
  const worst = biases.filter(isSure).reduce<PerformanceRow | undefined>(larger, undefined);
  if (worst === undefined) return `${nothingOff(biases)}.`;
  return `${worstCase(worst, biases.length)}${coverageThere(rows, worst)}${soundWorlds(biases)}.`;
}

const larger = (best: PerformanceRow | undefined, row: PerformanceRow): PerformanceRow =>
  best === undefined || Math.abs(row.value!) > Math.abs(best.value!) ? row : best;

function nothingOff(biases: readonly PerformanceRow[]): string {
  const largest = biases.reduce<PerformanceRow | undefined>(larger, undefined)!;
  const { value, mcse, arm, channel, scenario, n } = largest;
  const size = percent(Math.abs(value!), mcse);
  return `No bias is beyond ${SURE} Monte Carlo errors: of ${biases.length} answers the farthest off is ${arm} on ${channel} in ${scenario}, by ${size} of the truth in ${n} datasets`;
}

function worstCase({ value, mcse, arm, channel, scenario, periods, estimand, n }: PerformanceRow, of: number): string {
  const verb = value! > 0 ? 'overstates' : 'understates';
  const worst = of === 1 ? '' : `, the worst of ${of} answers`;
  const what = estimandWords(estimandName(estimand));
  return `In ${scenario}, ${arm} ${verb} the ${what} of ${channel} by ${percent(Math.abs(value!), mcse)} (${periods} periods, ${n} datasets${worst})`;
}

function coverageThere(rows: readonly PerformanceRow[], worst: PerformanceRow): string {
  const { cell, arm, channel, estimand, policy } = worst;
  const found = rows
    .filter((row) => row.measure === 'coverage' && row.cell === cell && row.arm === arm && row.channel === channel)
    .filter((row) => row.estimand === estimand && row.policy === policy && row.value !== null && row.level !== null)
    .sort((a, b) => b.level! - a.level!)[0];
  if (found === undefined) return '';
  const { value, lower, upper, level, mcse } = found;
  const band = lower === null || upper === null ? '' : ` (${round(lower)} to ${round(upper)}\u00a0%)`;
  const share = band === '' ? percent(value!, mcse) : `${round(value!)}\u00a0%`;
  return `, and its ${round(level!)}\u00a0% intervals hold the truth in ${share}${band} of them`;
}

const round = (share: number): string => String(Math.round(100 * share));

/** At most so many names fit a sentence. */
const MOST_NAMES = 3;

function soundWorlds(biases: readonly PerformanceRow[]): string {
  const off = new Set(biases.filter(isSure).map(({ scenario }) => scenario));
  const all = [...new Set(biases.map(({ scenario }) => scenario))];
  const sound = all.filter((scenario) => !off.has(scenario));
  if (sound.length === 0) return '';
  const names = sound.length > MOST_NAMES ? `${sound.length} of the ${all.length} worlds` : sound.join(', ');
  return `; in ${names} no bias is beyond ${SURE} Monte Carlo errors`;
}
