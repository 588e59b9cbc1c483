import type { Answers } from '../../score/answers.ts';
import type { Target } from '../../score/types.ts';

/** One arm in a cell: its answers, one table an estimand (and behind them, in a study of decisions, those of
 *  score/decision.ts), and whether it aims at it.
 *  `arm` is an index into the plan. */
export type ArmTables = {
  readonly arm: number;
  readonly tables: readonly Answers[];
  readonly targets: readonly Target[];
};
