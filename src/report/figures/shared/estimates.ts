import { formatScore } from '../../../score/format.ts';
import { channelName } from './names.ts';
import type { RelativeError } from './relative.ts';
import type { Column } from './table.ts';

/** What an estimate's row says, in full precision. */
export const estimateColumns: readonly Column<RelativeError>[] = [
  { key: 'cell', title: 'cell', of: ({ row }) => row.cell },
  { key: 'arm', title: 'arm', of: ({ row }) => row.arm },
  { key: 'replicate', title: 'replicate', of: ({ row }) => row.replicate, numeric: true },
  { key: 'channel', title: 'channel', of: ({ row }) => row.channel },
  { key: 'estimand', title: 'estimand', of: ({ row }) => row.estimand },
  { key: 'target', title: 'target', of: ({ row }) => row.target },
  { key: 'truth', title: 'truth', of: ({ row }) => row.truth, numeric: true },
  { key: 'point', title: 'estimate', of: ({ row }) => row.point, numeric: true },
  { key: 'se', title: 'SE', of: ({ row }) => row.se, numeric: true },
];

/** What hovering tells of one fit's estimate. */
export function estimateTip({ row, covers }: RelativeError): string {
  const missed = covers === false ? '\nits interval missed the truth' : '';
  return `${row.arm}, replicate ${row.replicate}\n${row.cell} · ${channelName(row.channel)} · ${row.estimand}\nestimate ${formatScore(row.point, row.se)} (SE), truth ${formatScore(row.truth, null)}${missed}`;
}
