import { type Estimand, type EstimandKind, estimandKey } from '../../../dataset/estimand.ts';
import type { Dataset } from '../../../dataset/types.ts';

/** The returns that are proportional to the channel's coefficient and that a prior may therefore be put on. Total and
 *  direct are the same number in a single equation. */
export const priorKinds = ['roas.total', 'roas.direct', 'roas.attributed'] as const satisfies readonly EstimandKind[];

/** A kind for all channels, or for each channel a kind or an estimand's key. */
export type Aim = string | Readonly<Record<string, string>> | undefined;

/** The ROAS that a channel's prior is on: the first that is asked of it, of the named kind where one is named. Where none is
 *  asked, over the whole window with as much of the carryover's tail as the data carry.
 *  @param asked estimands of all channels */
export function aimedEstimand(
  asked: readonly Estimand[],
  channel: string,
  aim: Aim,
  dataset: Pick<Dataset, 'periods' | 'future'>,
  maxLag: number,
): Estimand {
  const named = typeof aim === 'object' ? aim[channel] : aim;
  const inside = ({ window: [first, last], tail }: Estimand): boolean =>
    first >= 0 && first <= last && last < dataset.periods && tail >= 0;
  const wanted = (estimand: Estimand): boolean =>
    named === undefined || estimand.kind === named || estimandKey(estimand) === named;
  const found = asked.find(
    (estimand) => estimand.channel === channel && isPriorKind(estimand.kind) && wanted(estimand) && inside(estimand),
  );
  if (found !== undefined) return found;
  const kind = named === undefined ? 'roas.total' : (kindOf(named) ?? 'roas.total');
  return { channel, kind, window: [0, dataset.periods - 1], tail: Math.min(dataset.future, maxLag - 1) };
}

/** The kind that a kind's name or an estimand's key says, if a prior can be on it. */
export function kindOf(name: string): (typeof priorKinds)[number] | undefined {
  return priorKinds.find((kind) => name === kind || name.startsWith(`${kind}[`));
}

export function isPriorKind(kind: EstimandKind): boolean {
  return priorKinds.some((known) => known === kind);
}
