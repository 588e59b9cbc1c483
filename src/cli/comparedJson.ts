import { snakeCase } from '../core/naming.ts';
import { verdictSentence } from '../report/comparison/sentence.ts';
import type { Judged } from './comparedWords.ts';

/** As in the other files that users read. */
export function comparedJson({ comparison, baseline, candidate, inForce, stopped }: Judged) {
  const plain = (one: object) => Object.fromEntries(Object.entries(one).map(([key, value]) => [snakeCase(key), value]));
  return {
    ...{
      verdict: comparison.verdict,
      sentence: verdictSentence(comparison),
      baseline,
      candidate,
      paired: comparison.paired,
      policy: comparison.policy,
    },
    ...{ margins: inForce.margins, margins_from: inForce.from },
    ...(stopped === undefined ? {} : { stopped }),
    sameness: comparison.sameness.map(plain),
    gates: comparison.gates.map(plain),
    details: comparison.details.map(plain),
    as_analyzed: comparison.asAnalyzed.map(plain),
    remarks: [...inForce.remarks, ...comparison.remarks],
  };
}
