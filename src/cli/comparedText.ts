import type { Endpoint, Verdict } from '../compare/types.ts';
import { verdictSentence } from '../report/comparison/sentence.ts';
import {
  columns,
  endpointName,
  endpointNumbers,
  endpointRemark,
  headLines,
  type Judged,
  legend,
  openDetails,
  otherAsAnalyzed,
  shownEndpoints,
} from './comparedWords.ts';
import { green, red, yellow } from './style.ts';
import { table } from './table.ts';

const paint: Readonly<Record<Verdict, (text: string) => string>> = {
  pass: (text) => green(text),
  regression: (text) => red(text),
  inconclusive: (text) => yellow(text),
};

/** What `plumbline compare` prints. */
export function comparedText(judged: Judged): string {
  const { comparison, baseline, candidate, inForce } = judged;
  const shown = shownEndpoints(comparison);
  const beside = otherAsAnalyzed(comparison);
  const open = openDetails(comparison);
  return [
    `${paint[comparison.verdict](comparison.verdict)}: ${candidate} against ${baseline}`,
    verdictSentence(comparison),
    ...headLines(judged),
    ...(shown.length === 0 ? [] : ['', endpointTable(shown), '', legend]),
    ...(beside.length === 0
      ? []
      : ['', 'as analyzed, where that says something else; not judged:', endpointTable(beside)]),
    ...(open === null ? [] : [open]),
    ...inForce.remarks,
    ...comparison.remarks,
  ].join('\n');
}

const numeric: readonly string[] = ['baseline', 'candidate', 'change', 'margin', 'n'];

function endpointTable(endpoints: readonly Endpoint[]): string {
  const rows = endpoints.flatMap((endpoint) => {
    const remark = endpointRemark(endpoint);
    const line = [...endpointName(endpoint), ...endpointNumbers(endpoint), paint[endpoint.verdict](endpoint.verdict)];
    return remark === '' ? [line] : [line, `  ${remark}`];
  });
  const titles = columns.map((title) => ({
    title,
    align: numeric.includes(title) ? ('right' as const) : ('left' as const),
  }));
  return table(titles, rows);
}
