import type { Endpoint } from '../compare/types.ts';
import { shownInterval, shownMargin, shownValue } from '../report/comparison/numbers.ts';
import { bySeverity, outcomeCounts, outcomeOf, outcomeWords } from '../report/comparison/outcome.ts';
import { placeOf } from '../report/comparison/place.ts';
import { verdictSentence } from '../report/comparison/sentence.ts';
import { measureName } from '../report/comparison/words.ts';
import { endpointRemark, headLines, type Judged, otherAsAnalyzed } from './comparedWords.ts';

/** A comment on a change is read at a glance, on a phone: so many rows, so many notes. All of it is in the page and the JSON. */
const [MOST_ROWS, MOST_NOTES] = [8, 2];

/** The comparison as a comment on a change, 25 lines at most: the verdict in a sentence, how much changed, what is worse or open
 *  (the worst first), and, folded, how it was judged. */
export function comparedMarkdown(judged: Judged): string {
  const { comparison, baseline, candidate, inForce } = judged;
  const { gates, details } = comparison;
  const red = details.filter((one) => one.verdict === 'regression' && !gates.some((gate) => isBehind(gate, one)));
  const shown = bySeverity([...gates.filter(({ verdict }) => verdict !== 'pass'), ...red]);
  const [sameness, ...rules] = headLines(judged);
  const counts = outcomeCounts(gates).map(([outcome, count]) => `${count} ${outcomeWords[outcome]}`);
  const found = counts.length === 0 ? '' : `. Gates: ${counts.join(', ')}`;
  const notes = [...leftOut(judged, shown.length), ...inForce.remarks, ...comparison.remarks];
  const unsaid = notes.length - MOST_NOTES;
  return [
    `### ${escaped(verdictSentence(comparison))}`,
    '',
    `${code(candidate)} against ${code(baseline)}; ${escaped(sameness!)}${found}.`,
    ...(shown.length === 0 ? [] : ['', ...table(shown.slice(0, MOST_ROWS))]),
    '',
    '<details><summary>How it was judged</summary>',
    '',
    ...[...rules, ...notes.slice(0, MOST_NOTES)].map((line) => `- ${escaped(line)}`),
    ...(unsaid > 0 ? [`- ${unsaid} more notes: --html, --json`] : []),
    '',
    '</details>',
    '',
  ].join('\n');
}

/** Is a single question one of those that a red gate aggregates? */
const isBehind = (gate: Endpoint, one: Endpoint): boolean =>
  gate.verdict === 'regression' && gate.arm === one.arm && gate.measure === one.measure && gate.level === one.level;

function leftOut({ comparison }: Judged, listed: number): readonly string[] {
  const { details } = comparison;
  const red = details.filter(({ verdict }) => verdict === 'regression').length;
  const open = details.filter(({ verdict }) => verdict === 'inconclusive').length;
  const other = otherAsAnalyzed(comparison).length;
  return [
    ...(listed > MOST_ROWS ? [`${listed - MOST_ROWS} more did not pass: --html, --json`] : []),
    ...(red + open === 0
      ? []
      : [`single questions (${details.length}): ${red} worse, ${open} undecided by themselves: --html, --json`]),
    ...(other === 0 ? [] : [`as analyzed ${other} gates have other numbers; not judged`]),
  ];
}

function table(endpoints: readonly Endpoint[]): readonly string[] {
  const row = (cells: readonly string[]): string => `| ${cells.map(escaped).join(' | ')} |`;
  const rows = endpoints.map((one) => {
    const values = `${shownValue(one, 'baseline')} → ${shownValue(one, 'candidate')}`;
    const remark = endpointRemark(one);
    const word = outcomeWords[outcomeOf(one)];
    const found = remark === '' ? word : `${word}: ${remark}`;
    return row([
      one.arm,
      measureName(one),
      placeOf(one) || 'all together',
      values,
      shownInterval(one),
      shownMargin(one),
      String(one.n),
      found,
    ]);
  });
  const titles = ['arm', 'measure', 'of', 'before → after', 'change [bounds]', 'margin', 'n', 'found'];
  return [row(titles), '| --- | --- | --- | --: | --: | --: | --: | --- |', ...rows];
}

/** As text, not as markup; brackets alone, as in `ols[trend=true]`, are none. */
const escaped = (text: string): string => text.replace(/[\\|<>*`]/g, '\\$&').replaceAll('\n', ' ');

const code = (name: string): string => `\`${name.replaceAll('`', "'")}\``;
