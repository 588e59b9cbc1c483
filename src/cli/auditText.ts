import type { AuditRow } from '../estimate/audit/types.ts';
import { green, red, yellow } from './style.ts';
import { table } from './table.ts';
import { wrap } from './wrap.ts';

/** What became of one file. */
export type Audited = {
  readonly file: string;
  readonly problem: string;
  readonly kind: string;
  readonly rows: readonly AuditRow[];
  readonly seconds: number;
};

/** Problems of kinds that this version cannot refit. */
export type Skipped = { readonly file: string; readonly problem: string; readonly kind: string };

const right = 'right' as const;

/** One line a problem, then every miss, or every number where all are wanted. */
export function auditText(audited: readonly Audited[], skipped: readonly Skipped[], all: boolean): string {
  const rows = audited.flatMap((item) => item.rows);
  const shown = rows.filter(({ ok }) => all || !ok);
  const missed = rows.filter(({ ok }) => !ok).length;
  const parts = [
    overview(audited),
    ...(shown.length === 0 ? [] : [numbers(shown)]),
    missed === 0 ? green(`all ${rows.length} numbers agree`) : red(`${missed} of ${rows.length} numbers do not agree`),
    ...(skipped.length === 0 ? [] : [skippedText(skipped)]),
  ];
  return parts.join('\n\n');
}

function overview(audited: readonly Audited[]): string {
  return table(
    [
      { title: 'problem' },
      { title: 'kind' },
      { title: 'numbers', align: right },
      { title: 'missed', align: right },
      { title: 'R̂', align: right },
      { title: 'divergences', align: right },
      { title: 'seconds', align: right },
    ],
    audited.map(({ problem, rows, kind, seconds }) => [
      problem,
      kind,
      String(rows.length),
      String(rows.filter(({ ok }) => !ok).length),
      // of samplers only
      numberOf(rows, 'rhat_max')?.toFixed(4) ?? '',
      numberOf(rows, 'divergences')?.toString() ?? '',
      seconds.toFixed(1),
    ]),
  );
}

const numberOf = (rows: readonly AuditRow[], quantity: string): number | undefined =>
  rows.find((row) => row.quantity === quantity)?.got ?? undefined;

function numbers(rows: readonly AuditRow[]): string {
  return table(
    [
      { title: '' },
      { title: 'quantity' },
      { title: 'ours', align: right },
      { title: 'reference', align: right },
      { title: 'rule' },
    ],
    rows.flatMap(({ problem, ok, quantity, got, expected, rule }, i) => [
      ...(problem === rows[i - 1]?.problem ? [] : [problem]),
      [ok ? 'ok' : 'MISS', quantity, got === null ? '–' : got.toPrecision(8), expected.toPrecision(8), rule],
    ]),
  );
}

function skippedText(skipped: readonly Skipped[]): string {
  const kinds = [...new Set(skipped.map(({ kind }) => kind))].join(', ');
  const names = skipped.map(({ problem }) => problem).join(', ');
  return wrap(yellow(`not audited, of a kind unknown to this version (${kinds}): ${names}`), 100, '').join('\n');
}
