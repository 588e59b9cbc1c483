import type { Worst } from '../run/worst.ts';
import { now } from './clock.ts';

export type Progress = {
  /** attempts done in this run */
  readonly done: number;
  /** attempts this run has to make */
  readonly total: number;
  /** attempts so far that are not ok */
  readonly failed: number;
  /** attempts a second, since the first of them came; 0 before that */
  readonly perSecond: number;
  /** null while there is nothing to go by */
  readonly secondsLeft: number | null;
  /** null while nothing is further off than chance */
  readonly worst: Worst | null;
};

/** Told often enough for the eye. */
const TELL_EVERY_MS = 100;

export type Meter = { readonly add: (failed: boolean) => void; readonly finish: () => void };

/** Counts attempts and tells at most ten times a second, and once at the end. */
export function openMeter(
  total: number,
  tell: (progress: Progress) => void,
  worst: () => Worst | null = () => null,
): Meter {
  const begun = now();
  // the first attempt is told at once
  let last = Number.NEGATIVE_INFINITY;
  let done = 0;
  let failed = 0;
  const report = (): void => {
    last = now();
    const seconds = (last - begun) / 1000;
    const perSecond = seconds > 0 ? done / seconds : 0;
    const secondsLeft = perSecond > 0 ? (total - done) / perSecond : null;
    tell({ done, total, failed, perSecond, secondsLeft, worst: worst() });
  };
  return {
    add: (isFailure) => {
      done += 1;
      if (isFailure) failed += 1;
      if (now() - last >= TELL_EVERY_MS) report();
    },
    finish: report,
  };
}
