import type { Comparison } from '../../compare/types.ts';
import type { Stopped } from '../../compare/untilDecided.ts';
import type { Margins } from '../../experiment/study/margins.ts';

/** Where the results of one version come from. */
export type ComparisonSide = {
  /** as it was named to the command */
  readonly folder: string;
  readonly study: string;
  readonly seed: number;
  readonly replicates: number;
  readonly cells: number;
  readonly arms: number;
  /** of the code, the random streams, the lockfile: name → version or hash */
  readonly versions: Readonly<Record<string, string | null>>;
};

/** Everything the page of a comparison shows, plain and serialisable. */
export type ComparisonData = {
  readonly comparison: Comparison;
  readonly baseline: ComparisonSide;
  readonly candidate: ComparisonSide;
  /** baseline and candidate of `--confirm`; empty where it was not asked for */
  readonly fresh: readonly ComparisonSide[];
  readonly margins: Margins;
  /** who says what is tolerated */
  readonly marginsFrom: string;
  /** of `--until-decided` */
  readonly stopped: Stopped | null;
  /** whatever else is to be told, a sentence each */
  readonly remarks: readonly string[];
};
