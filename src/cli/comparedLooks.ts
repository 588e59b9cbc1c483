import process from 'node:process';
import { anytime, FIRST_LOOK } from '../compare/boundary.ts';
import { type CompareOptions, compareVersions, mustSuit } from '../compare/compare.ts';
import type { ComparedResults } from '../compare/results.node.ts';
import type { Comparison } from '../compare/types.ts';
import { type Stopped, untilDecided } from '../compare/untilDecided.ts';
import { shellLine } from '../core/shellLine.ts';
import { isIncomplete } from './comparedFolders.ts';
import { type Growing, openGrowing } from './comparedGrowth.ts';
import type { MarginsInForce } from './comparedMargins.ts';
import { exitCodes } from './exitCodes.ts';
import { remark } from './output.ts';
import { progressLine } from './progress.ts';
import { withStopSignal } from './stopSignal.ts';

/** Twice the replicates that docs/methods/compare.md gives for one look: bounds for many looks are wider. */
export const DEFAULT_MAX = 2000;

export type LookOptions = {
  readonly max?: number;
  /** replicates at which the bounds are tightest; default: the maximum */
  readonly looks?: number;
  readonly workers?: number;
  readonly baselineCommand?: string;
  readonly candidateCommand?: string;
};

type Asked = LookOptions & {
  readonly baseline: string;
  readonly candidate: string;
  readonly inForce: (results: readonly [ComparedResults, ComparedResults]) => MarginsInForce;
  readonly options: CompareOptions;
};

export type Decided = {
  readonly comparison: Comparison;
  readonly stopped: Stopped;
  readonly inForce: MarginsInForce;
  /** of all that was looked at, still open */
  readonly opened: readonly [ComparedResults, ComparedResults];
  readonly options: CompareOptions;
};

/** Looks at growing numbers of replicates, which it has made where it can, until the verdict is pass or regression.
 *  @param use is given what was decided, before the folders are closed; it is not called where the looking was interrupted or
 *    rows are missing, which it says, with the exit code of that
 *  @throws InputError where the two can't be compared or run on */
export function decideByLooks(asked: Asked, use: (decided: Decided) => void): Promise<void> {
  const { baseline, candidate, max = DEFAULT_MAX, workers } = asked;
  const progress = progressLine(process.stderr);
  return withStopSignal(async (signal) => {
    const growth = { signal, onProgress: progress.show, ...(workers === undefined ? {} : { workers }) };
    const both: Growing[] = [];
    try {
      both.push(openGrowing(baseline, asked.baselineCommand, growth));
      both.push(openGrowing(candidate, asked.candidateCommand, growth));
      const opened = () =>
        both.map(({ results }) => results()) as unknown as readonly [ComparedResults, ComparedResults];
      const inForce = asked.inForce(opened());
      const options = {
        ...asked.options,
        margins: inForce.margins,
        boundary: anytime(asked.looks ?? max, inForce.margins.alpha),
      };
      // before anything is fitted for it
      mustSuit({ ...options, paired: true });
      const available = Math.min(...both.map(({ grows, results }) => (grows ? Infinity : results().plan.replicates)));
      const lookAt = async (replicates: number): Promise<Comparison | null> => {
        for (const one of both) {
          if (!signal.aborted) await one.to(replicates).finally(progress.finish);
          if (signal.aborted) return tellInterrupted(replicates);
        }
        if (isIncomplete(opened(), replicates)) return null;
        const [a, b] = opened().map(({ first }) => first(replicates).version);
        const comparison = compareVersions(a!, b!, options);
        remark(`${replicates} replicates: ${comparison.verdict}`);
        return comparison;
      };
      const found = await untilDecided({ max, available: Math.max(FIRST_LOOK, available) }, lookAt);
      if (found !== null) use({ ...found, inForce, opened: opened(), options });
    } finally {
      for (const { close } of both) close();
    }
  });
}

function tellInterrupted(replicates: number): null {
  remark(
    `stopped before the look at ${replicates} replicates; go on with: plumbline ${shellLine(process.argv.slice(2))}`,
  );
  process.exitCode = exitCodes.interrupted;
  return null;
}
