import type { Misses } from '../experiment/output/misses.ts';
import { type MissReason, missReasons } from '../score/miss.ts';
import { fixed } from './digits.ts';
import { bold } from './style.ts';
import { table } from './table.ts';
import { wrap } from './wrap.ts';

const WIDEST = 100;

/** What was missed by the reason for it, arm by arm: how many questions of a channel in a cell, and by how much on average;
 *  at most 100 columns. Empty where nothing was asked.
 *  @param order names of all arms */
export function missText({ asked, missed }: Misses, order: readonly string[]): readonly string[] {
  if (asked === 0) return [];
  const head = bold(`missed: ${missed.length} of ${asked}`);
  const rule =
    'A channel in a cell is missed if its bias is beyond 3 Monte Carlo standard errors, or if its coverage is as improbable at its level; which they are, and why: misses.csv';
  const about = ['', head, ...wrap(rule, WIDEST, '')];
  if (missed.length === 0) return about;
  const arms = order.filter((arm) => missed.some(({ bias }) => bias.arm === arm));
  const rowsOf = (own: typeof missed): readonly (readonly string[])[] =>
    Object.values(missReasons).flatMap((reason: MissReason) => {
      const group = own.filter((miss) => miss.reason === reason);
      return group.length === 0 ? [] : [[`  ${reason}`, String(group.length), percent(group)]];
    });
  const rows = [
    ...arms.flatMap((arm) => [arm, ...rowsOf(missed.filter(({ bias }) => bias.arm === arm))]),
    ...(arms.length > 1 ? ['all arms', ...rowsOf(missed)] : []),
  ];
  const right = 'right' as const;
  const columns = [
    { title: 'arm, reason' },
    { title: 'missed', align: right },
    { title: 'mean |bias %|', align: right },
  ];
  return [...about, '', table(columns, rows)];
}

function percent(group: Misses['missed']): string {
  const sizes = group.flatMap(({ relative }) => (relative?.value == null ? [] : [100 * Math.abs(relative.value)]));
  return sizes.length === 0 ? '–' : fixed(sizes.reduce((sum, size) => sum + size, 0) / sizes.length, 1);
}
