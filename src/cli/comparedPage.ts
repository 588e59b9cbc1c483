import type { ComparedResults } from '../compare/results.node.ts';
import type { ComparisonSide } from '../report/comparison/types.ts';
import { comparisonPage } from '../report/comparison/write.node.ts';
import type { Judged } from './comparedWords.ts';

/** Results that a comparison is of. */
export type Compared = {
  readonly pair: readonly [baseline: ComparedResults, candidate: ComparedResults];
  /** of `--confirm`: two, or none */
  readonly fresh: readonly ComparedResults[];
};

/** The comparison as one HTML file. */
export function comparedPage(
  { comparison, baseline, candidate, inForce, stopped }: Judged,
  { pair, fresh }: Compared,
): string {
  const { margins, from, remarks } = inForce;
  return comparisonPage({
    comparison,
    baseline: { ...sideOf(pair[0]), folder: baseline },
    candidate: { ...sideOf(pair[1]), folder: candidate },
    fresh: fresh.map(sideOf),
    ...{ margins, marginsFrom: from, stopped: stopped ?? null },
    remarks: [...remarks, ...comparison.remarks],
  });
}

function sideOf({ folder, plan }: ComparedResults): ComparisonSide {
  const { name, seed, replicates, cells, arms, versions } = plan;
  return { folder, study: name, seed, replicates, cells: cells.length, arms: arms.length, versions };
}
