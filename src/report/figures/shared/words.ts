import type { Scored } from './rows.ts';

/** Of a tick: no more digits than it has. @example percentTick(0.05) // '5 %' */
export function percentTick(value: number): string {
  return `${plain(100 * value)} %`;
}

/** A number of the study's own settings, as short as it can be written within three digits. */
export function plain(value: number): string {
  return String(Number(value.toPrecision(3))).replace('-', '−');
}

/** What hovering tells of a scored row. */
export function tipOf(row: Scored, measure: string, shown: string): string {
  const lines = [row.arm, `${row.cell} · ${row.channel === '*' ? 'all channels' : row.channel} · ${row.estimand}`];
  const failed = row.nFailed > 0 ? `, ${row.nFailed} failed` : '';
  lines.push(`${measure} ${shown}${row.mcse === null ? '' : ' (± MCSE)'}`, `n = ${row.n}${failed}`);
  if (row.target === 'off') lines.push('off target: the fit does not aim at this effect');
  return lines.join('\n');
}
