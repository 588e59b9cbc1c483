import { attemptStatuses } from '../../score/types.ts';
import type { RunRecord } from '../run/record.ts';

type Fields = Readonly<Record<string, unknown>>;

/** Is it what a run writes? What finds its place in a plan, and what tables read of it, has the right kind; a line that
 *  someone else wrote, or another version, may have any. */
export function isRunRecord(value: unknown): value is RunRecord {
  if (!isObject(value)) return false;
  const { kind, cell, replicate, digest, ms } = value;
  const isHead = areTexts(cell, digest) && Number.isSafeInteger(replicate) && Number(replicate) >= 0;
  return isHead && Number.isFinite(ms) && (kind === 'truth' ? isTruth(value) : kind === 'attempt' && isAttempt(value));
}

const isTruth = ({ values, decision }: Fields): boolean =>
  Array.isArray(values) &&
  values.every(isNumberOrNull) &&
  (decision === undefined || (isObject(decision) && areNumbers(decision.optimum) && areNumbers(decision.regret)));

function isDecision(value: unknown): boolean {
  if (!isObject(value)) return false;
  const { scales, regret, misplaced, spread = {} } = value;
  return areNumbers(scales) && areNumbers(spread) && isNumberOrNull(regret) && Number.isFinite(misplaced);
}

function isAttempt({ arm, unit, status, reason, effects, diagnostics, ranks, decision }: Fields): boolean {
  return (
    areTexts(arm, unit, reason ?? '') &&
    (attemptStatuses as readonly unknown[]).includes(status) &&
    Array.isArray(effects) &&
    effects.every((effect) => effect === null || (isObject(effect) && Array.isArray(effect.intervals))) &&
    isObject(diagnostics) &&
    (ranks === undefined || Array.isArray(ranks)) &&
    (decision === undefined || isDecision(decision))
  );
}

const isNumberOrNull = (value: unknown): boolean => value === null || Number.isFinite(value);
const areNumbers = (value: unknown): boolean => isObject(value) && Object.values(value).every(isNumberOrNull);
const isObject = (value: unknown): value is Fields => typeof value === 'object' && value !== null;
const areTexts = (...values: readonly unknown[]): boolean => values.every((value) => typeof value === 'string');
