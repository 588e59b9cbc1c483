import { outcomeCounts, outcomeWords } from '../../comparison/outcome.ts';
import { verdictSentence } from '../../comparison/sentence.ts';
import type { ComparisonData } from '../../comparison/types.ts';
import { unpairedWords } from '../../comparison/words.ts';
import { h } from '../dom.ts';
import { labelOf } from './marks.ts';

/** The verdict in a sentence, large, and how many gates are behind it. */
export function comparisonHeader(
  { comparison, baseline, candidate }: ComparisonData,
  toggle: HTMLElement,
): HTMLElement {
  const [word, ...rest] = verdictSentence(comparison).split(':');
  const gates = outcomeCounts(comparison.gates);
  const counts = gates.map(([outcome, count]) => h('li', {}, labelOf(outcome, `${count} ${outcomeWords[outcome]}`)));
  return h(
    'header',
    { class: 'top' },
    h('div', { class: 'bar' }, h('p', { class: 'brand' }, `Plumbline compare · ${candidate.study}`), toggle),
    h('p', { class: 'versus' }, h('b', {}, candidate.folder), ' against ', h('b', {}, baseline.folder)),
    h('h1', { class: `answer verdict ${comparison.verdict}` }, h('strong', {}, `${word}:`), rest.join(':')),
    counts.length === 0
      ? null
      : h(
          'ul',
          { class: 'legend counts', 'aria-label': 'Gates' },
          h('li', {}, gatesOf(comparison.gates.length)),
          ...counts,
        ),
    comparison.paired ? null : h('p', { class: 'warning' }, `${unpairedWords}.`),
  );
}

const gatesOf = (n: number): string => (n === 1 ? '1 gate:' : `${n} gates:`);
