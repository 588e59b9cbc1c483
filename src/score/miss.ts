import { binomialCdf } from '../core/distributions.ts';
import type { Performance, Target } from './types.ts';

/** How an effect can be learned from what is observed, by the graph. `unknown`: nobody states one. @see src/causal/identify.ts */
export type Identified = 'adjustment' | 'direct' | 'front-door' | 'instrument' | 'no-path' | 'none' | 'unknown';

export type Verdict = {
  readonly identified: Identified;
  /** does what the arm conditions on satisfy the criterion for the estimand? null: cannot be said */
  readonly adjusts: boolean | null;
};

/** Why a number came out wrong, the first that applies. @see statistics.md §1 */
export const missReasons = {
  unidentified: 'not identified from what was observed',
  question: 'wrong estimand',
  unadjusted: 'identified, but this estimator does not adjust for it',
  fit: 'finite sample, prior or fit',
  unknown: 'no graph is known',
} as const;
export type MissReason = (typeof missReasons)[keyof typeof missReasons];

export function missReason(target: Target, { identified, adjusts }: Verdict, knowsTruth: boolean): MissReason {
  if (knowsTruth) return missReasons.fit;
  if (identified === 'unknown') return missReasons.unknown;
  if (identified === 'none') return missReasons.unidentified;
  if (target === 'off') return missReasons.question;
  return adjusts === false ? missReasons.unadjusted : missReasons.fit;
}

/** Standard errors beyond which a number is missed. */
const Z = 3;
/** P(Z < −3): a coverage this improbable under its level, by the exact binomial, is as far off. */
const TAIL = 0.0013498980316300933;

/** Is the bias beyond three Monte Carlo standard errors of it? */
export function isBiased({ value, mcse }: Pick<Performance, 'value' | 'mcse'>): boolean {
  return value !== null && mcse !== null && Math.abs(value) > Z * mcse;
}

/** Do intervals cover too rarely for their level? */
export function isUndercovered({ value, level, n }: Pick<Performance, 'value' | 'level' | 'n'>): boolean {
  if (value === null || level === null || n === 0) return false;
  return binomialCdf(Math.round(value * n), n, level) < TAIL;
}
