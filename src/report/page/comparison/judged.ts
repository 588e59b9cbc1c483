import { shownMargin } from '../../comparison/numbers.ts';
import type { ComparisonData } from '../../comparison/types.ts';
import { policyWords, stoppedLine, unpairedWords } from '../../comparison/words.ts';
import { h } from '../dom.ts';

/** By which rules: margins, policy, looks, confirmation. */
export function judgedSection(data: ComparisonData): HTMLElement {
  const { comparison, margins, marginsFrom, stopped, remarks, fresh } = data;
  const { bias, rmse_ratio: ratio, coverage, failures, alpha, multiplicity } = margins;
  const limits = [
    `bias ${shownMargin({ measure: 'bias', margin: bias })} of the mean truth`,
    `RMSE at most ${ratio} times the baseline's`,
    `coverage ${shownMargin({ measure: 'coverage', margin: coverage })}`,
    `failures ${shownMargin({ measure: 'failures', margin: failures })}`,
  ];
  const facts: readonly (readonly [string, string])[] = [
    ['Margins', `${limits.join('; ')} (${marginsFrom})`],
    [
      'Error',
      `one-sided α ${alpha} each; many questions by ${multiplicity === 'holm' ? 'Holm’s method' : multiplicity}`,
    ],
    ['Failed fits', policyWords[comparison.policy]],
    ['Replicates', comparison.paired ? 'paired: both versions saw the same data' : unpairedWords],
    ['Looks', stopped === null ? 'one, at all replicates there are' : stoppedLine(stopped, comparison.verdict)],
    ['Confirmation', confirmation(comparison, fresh)],
  ];
  return h(
    'section',
    { 'aria-labelledby': 'judged' },
    h('h2', { id: 'judged' }, 'How it was judged'),
    h('dl', { class: 'facts' }, ...facts.flatMap(([term, text]) => [h('dt', {}, term), h('dd', {}, text)])),
    ...remarks.map((remark) => h('p', { class: 'note' }, remark)),
  );
}

function confirmation({ gates, details }: ComparisonData['comparison'], fresh: ComparisonData['fresh']): string {
  const [first] = fresh;
  if (first === undefined) return 'not asked for';
  const red = [...gates, ...details].filter(({ verdict }) => verdict === 'regression').length;
  return `a regression had to come out again with seed ${first.seed}, ${first.replicates.toLocaleString('en-US')} replicates; ${red} did`;
}
