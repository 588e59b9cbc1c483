import type { Summary } from '../protocol.ts';
import type { Arm } from '../study.ts';
import type { State } from '../types.ts';
import { type Answers, failuresOf, laneOf, noAnswers } from './answers.ts';
import { biasText, failedText, short } from './numbers.ts';

/** Bias counts as seen from this many Monte Carlo standard errors on: about one false alarm in a thousand. */
const SEEN = 3.3;

/** One sentence an arm: where it is furthest off, or that nothing is seen; by the numbers alone. */
export function sentencesOf(arms: readonly Arm[], answers: Answers, state: State): readonly string[] {
  return arms.flatMap((arm) => {
    const own = answers.arms.get(arm.name) ?? noAnswers;
    const n = own.rows.length;
    if (own.wrong !== undefined || n === 0) return [];
    const failed = failuresOf(own.rows);
    const but = failed === 0 ? '' : `; ${failedText(failed)}`;
    if (failed === n)
      return [`${arm.label} gave no answer in ${datasets(n)}: ${own.rows[0]!.reason ?? own.rows[0]!.status}.`];
    const summaries = own.summary.filter(({ question, bias }) => question === state.question && bias.value !== null);
    if (n - failed < 5 || summaries.length === 0) return first(arm, answers, state, but);
    const worst = summaries.reduce((a, b) => (size(b) > size(a) ? b : a));
    const seen = summaries.filter(isSeen);
    const after = `after ${datasets(n)}`;
    if (seen.length === 0)
      return [
        `${arm.label}: no bias seen in any channel ${after} (largest: ${worst.channel}, ${biasText(worst)})${but}.`,
      ];
    const most = seen.reduce((a, b) => (size(b) > size(a) ? b : a));
    const verb = most.bias.value! > 0 ? 'overstates' : 'understates';
    const other = most.target === 'off' ? ', a question it does not aim at,' : '';
    return [`${arm.label} ${verb} ${most.channel}${other} by ${biasText(most).replace(/^[+−]/, '')} ${after}${but}.`];
  });
}

function first(arm: Arm, answers: Answers, state: State, but: string): readonly string[] {
  const { rows } = answers.arms.get(arm.name)!;
  const { status, reason } = rows[0]!;
  if (status !== 'ok')
    return [`${arm.label} failed in ${failuresOf(rows)} of ${datasets(rows.length)}: ${reason ?? status}.`];
  const channels = [...new Set(rows[0]!.answers.map(({ channel }) => channel))];
  const gaps = channels.flatMap((channel) => {
    const [answer] = laneOf({ rows, summary: [], done: false }, channel, state.question).answers;
    return answer?.point == null || answer.truth === null
      ? []
      : [{ ...answer, gap: Math.abs(answer.point - answer.truth) }];
  });
  if (gaps.length === 0) return [];
  const { channel, point, truth } = gaps.reduce((a, b) => (b.gap > a.gap ? b : a));
  return [`${arm.label} says ${channel} ${short(point)} in the first dataset; the truth is ${short(truth)}${but}.`];
}

const datasets = (n: number): string => (n === 1 ? 'one dataset' : `${n} datasets`);
const size = ({ relativeBias, bias }: Summary): number => Math.abs(relativeBias.value ?? bias.value ?? 0);
/** An error of exactly 0 leaves no doubt of any bias but rounding. */
const isSeen = ({ bias: { value, mcse } }: Summary): boolean =>
  value !== null && mcse !== null && Math.abs(value) > Math.max(SEEN * mcse, 1e-9);
