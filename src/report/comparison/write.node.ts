import { assemblePage } from '../assemble.node.ts';
import { verdictSentence } from './sentence.ts';
import type { ComparisonData } from './types.ts';

/** The page of a comparison, as one file.
 *  @throws Error where the page's script was not built (tools/pages.mjs) */
export function comparisonPage(data: ComparisonData): string {
  const { candidate, baseline, comparison } = data;
  const words = {
    title: `${comparison.verdict}: ${candidate.folder} against ${baseline.folder}`,
    answer: verdictSentence(comparison),
    numbers: 'the numbers are what plumbline compare --json prints',
  };
  return assemblePage('comparison', words, data);
}
