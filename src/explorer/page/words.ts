import type { Summary } from '../protocol.ts';
import type { Arm } from '../study.ts';
import type { State } from '../types.ts';
import { type Answers, laneOf, noAnswers } from './answers.ts';
import { biasText, short } from './numbers.ts';

/** Bias counts as seen from this many Monte Carlo standard errors on: about one false alarm in a thousand. */
const SEEN = 3.3;

/** One sentence an arm: where it is furthest off, or that nothing is seen; by the numbers alone. */
export function sentencesOf(arms: readonly Arm[], answers: Answers, state: State): readonly string[] {
  return arms.flatMap((arm) => {
    const own = answers.arms.get(arm.name) ?? noAnswers;
    const n = own.rows.length;
    if (own.wrong !== undefined || n === 0) return [];
    const failed = own.rows.filter(({ status }) => status !== 'ok').length;
    if (failed === n)
      return [`${arm.label} gave no answer in ${datasets(n)}: ${own.rows[0]!.reason ?? own.rows[0]!.status}.`];
    const summaries = own.summary.filter(({ question, bias }) => question === state.question && bias.value !== null);
    if (n < 5 || summaries.length === 0) return first(arm, answers, state);
    const worst = summaries.reduce((a, b) => (size(b) > size(a) ? b : a));
    const seen = summaries.some((one) => sureness(one) > SEEN);
    if (!seen)
      return [
        `${arm.label}: no bias seen in any channel after ${datasets(n)} (largest: ${worst.channel}, ${biasText(worst)}).`,
      ];
    const most = summaries.filter((one) => sureness(one) > SEEN).reduce((a, b) => (size(b) > size(a) ? b : a));
    const verb = most.bias.value! > 0 ? 'overstates' : 'understates';
    const other = most.target === 'off' ? ', a question it does not aim at,' : '';
    return [
      `${arm.label} ${verb} ${most.channel}${other} by ${biasText(most).replace(/^[+−]/, '')} after ${datasets(n)}.`,
    ];
  });
}

function first(arm: Arm, answers: Answers, state: State): readonly string[] {
  const { rows } = answers.arms.get(arm.name)!;
  const channels = [...new Set(rows[0]!.answers.map(({ channel }) => channel))];
  const gaps = channels.flatMap((channel) => {
    const [answer] = laneOf({ rows, summary: [], done: false }, channel, state.question).answers;
    return answer?.point == null || answer.truth === null
      ? []
      : [{ ...answer, gap: Math.abs(answer.point - answer.truth) }];
  });
  if (gaps.length === 0) return [];
  const { channel, point, truth } = gaps.reduce((a, b) => (b.gap > a.gap ? b : a));
  return [`${arm.label} says ${channel} ${short(point)} in the first dataset; the truth is ${short(truth)}.`];
}

const datasets = (n: number): string => (n === 1 ? 'one dataset' : `${n} datasets`);
const size = ({ relativeBias, bias }: Summary): number => Math.abs(relativeBias.value ?? bias.value ?? 0);
const sureness = ({ bias: { value, mcse } }: Summary): number =>
  value === null || mcse === null || mcse === 0 ? 0 : Math.abs(value) / mcse;
