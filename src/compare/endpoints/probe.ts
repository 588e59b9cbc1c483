import type { Margins } from '../../experiment/study/margins.ts';
import type { PrimaryPolicy } from '../../score/policies/primary.ts';
import type { Boundary } from '../boundary.ts';
import { type Column, type Contrast, type Effect, effectOf } from '../contrast.ts';
import type { Differences } from '../signFlip.ts';
import type { Endpoint } from '../types.ts';

/** How the endpoints of a comparison are judged. */
export type Rules = {
  readonly margins: Margins;
  readonly boundary: Boundary;
  readonly paired: boolean;
  /** how failed fits count. @see statistics.md §4 */
  readonly policy: PrimaryPolicy;
};

/** An endpoint before its p-value is adjusted for those beside it. */
export type Probe = {
  readonly endpoint: Omit<Endpoint, 'verdict' | 'p' | 'needs'>;
  /** non-inferior, or as good as can be by itself */
  readonly passes: boolean;
  /** worse by more than the margin, as it was seen */
  readonly worse: boolean;
  /** of "no worse than the baseline" */
  readonly p: number;
  /** distance of the change from its bounds */
  readonly radius: number;
  /** the change as a loss, on the scale of the margin */
  readonly loss: number;
  /** its limit on that scale */
  readonly limit: number;
  /** of paired replicates, for the sign-flip test */
  readonly differences: Differences | null;
};

/** Mean of the candidate − mean of the baseline as an effect. */
export function differenceOf({ paired }: Pick<Rules, 'paired'>, a: Column, b: Column): Effect {
  if (paired) return effectOf(pairwise(a, b));
  return effectOf(b, { at: a.at, values: a.values.map((x) => -x) });
}

/** Candidate − baseline, replicate by replicate. */
export function pairwise(a: Column, b: Column): Column {
  return { at: a.at, values: b.values.map((x, i) => x - a.values[i]!) };
}

/** P-value of "no change", whichever way it went. */
export function twoSidedP({ boundary }: Rules, contrast: Contrast): number {
  return Math.min(1, 2 * boundary.p({ ...contrast, estimate: Math.abs(contrast.estimate) }));
}

/** Numbers that print and that JSON can hold; −0 is 0. */
export const finite = (x: number): number | null => (Number.isFinite(x) ? x + 0 : null);

/** Names of an aggregate: those that its questions share, `*` for others. */
export function sharedNames<T extends Readonly<Record<'arm' | 'cell' | 'channel' | 'estimand', string>>>(
  all: readonly T[],
): Record<'arm' | 'cell' | 'channel' | 'estimand', string> {
  const shared = (key: 'arm' | 'cell' | 'channel' | 'estimand'): string =>
    new Set(all.map((one) => one[key])).size === 1 ? all[0]![key] : '*';
  return { arm: shared('arm'), cell: shared('cell'), channel: shared('channel'), estimand: shared('estimand') };
}
