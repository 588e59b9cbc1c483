import type { EstimandKind } from '../dataset/estimand.ts';
import type { Truth } from '../simulate/truth.ts';
import { decimalsFor, fixed } from './digits.ts';
import { table } from './table.ts';

/** The true effects of one dataset, one row a channel, one column an estimand. */
export function truthTable(
  { effects, tails }: Truth,
  channels: readonly { readonly name: string }[],
  kinds: readonly EstimandKind[],
): string {
  const effectOf = (channel: string, kind: EstimandKind) =>
    effects.find(({ estimand }) => estimand.channel === channel && estimand.kind === kind)?.value;
  // returns per unit of spend are held against each other, so they share their digits; contributions are another unit
  const roas = kinds.filter((kind) => kind !== 'contribution');
  const decimals = {
    roas: decimalsFor(channels.flatMap(({ name }) => roas.map((kind) => effectOf(name, kind)))),
    contribution: decimalsFor(channels.map(({ name }) => effectOf(name, 'contribution'))),
  };
  return table(
    [
      { title: 'channel' },
      ...kinds.map((kind) => ({ title: kind, align: 'right' as const })),
      { title: 'tail', align: 'right' },
    ],
    channels.map(({ name }) => [
      name,
      ...kinds.map((kind) =>
        fixed(effectOf(name, kind), kind === 'contribution' ? decimals.contribution : decimals.roas),
      ),
      String(tails[name] ?? 0),
    ]),
  );
}
