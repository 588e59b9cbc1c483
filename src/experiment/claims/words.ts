import { estimandKey } from '../../dataset/estimand.ts';
import type { Plan } from '../plan/types.ts';
import type { Operand } from './operand.ts';
import type { Claim } from './types.ts';

/** What is measured, of whom and where: `relative_bias of search, naive, paid-search@104 − that of adjusted`. */
export function claimWords(plan: Plan, claim: Claim, [a, b]: readonly Operand[]): string {
  const { measure, curves, over, against, times = 1 } = claim;
  if (a === undefined) {
    const [f, g] = curves!.map((curve) => Object.keys(curve).find((key) => key !== 'effect')!);
    return `${measure} of two curves (${f === g ? f : `${f}, ${g}`}) over ${over![0]} to ${over![1]}`;
  }
  const one = `${measure}${partsOf(plan, a)}`;
  if (b === undefined || against === undefined) return one;
  const other = differing(plan, a, b);
  const them = against.measure === undefined || against.measure === measure ? `that${other}` : `${b.measure}${other}`;
  if (claim.ratio) return `${one}, over ${them}`;
  return `${one}, minus ${times === 1 ? '' : `${times} times `}${them}`;
}

function names(plan: Plan, { kind, cell, arms, estimands, parameter, diagnostic, level }: Operand) {
  const planned = plan.cells[cell]!;
  const arm = arms.length === 1 ? plan.arms[arms[0]!]!.name : `${arms.length} arms`;
  if (kind === 'decision') return { of: 'the decision', by: '', level: '', arm, cell: planned.name };
  const channels = estimands.map((k) => planned.estimands[k]!);
  const all = channels.length > 1 && channels.length === new Set(planned.estimands.map(({ channel }) => channel)).size;
  const asked = plan.estimands.length === 1 ? '' : ` (${keyOf(channels.map((estimand) => estimandKey(estimand)))})`;
  return {
    of: parameter ?? (all ? `all channels${asked}` : `${channels.map(({ channel }) => channel).join(', ')}${asked}`),
    by: diagnostic ?? '',
    level: level === null ? '' : String(plan.levels[level]),
    arm,
    cell: planned.name,
  };
}

/** One name for all channels: a tail that differs is `*`. */
function keyOf(keys: readonly string[]): string {
  return keys.every((key) => key === keys[0]) ? (keys[0] ?? '') : keys[0]!.replace(/\+\d+/, '+*');
}

function partsOf(plan: Plan, operand: Operand): string {
  const { of, by, level, arm, cell } = names(plan, operand);
  if (operand.places !== undefined) {
    const cells = new Set(operand.places.map((place) => place.cell)).size;
    const count = (n: number, noun: string) => `${n} ${noun}${n === 1 ? '' : 's'}`;
    const where = `${count(operand.arms.length, 'arm')} in ${count(cells, 'cell')}`;
    return ` by ${by}, wrong beyond ${Number((100 * operand.wrong!).toPrecision(6))} %, ${where}`;
  }
  if (operand.kind === 'diagnostic') return ` ${by}, ${arm}, ${cell}`;
  const policy = operand.policy === 'as-analyzed' ? '' : ` (${operand.policy})`;
  return `${by === '' ? '' : ` by ${by}`}${level === '' ? '' : ` ${level}`} of ${of}, ${arm}, ${cell}${policy}`;
}

/** Only what is another on this side. */
function differing(plan: Plan, a: Operand, b: Operand): string {
  const [own, other] = [names(plan, a), names(plan, b)];
  const parts = (['of', 'arm', 'cell', 'by'] as const).flatMap((key) => (own[key] === other[key] ? [] : [other[key]]));
  return parts.length === 0 ? '' : ` of ${parts.join(', ')}`;
}
