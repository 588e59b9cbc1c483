import type { Channel, Dataset } from '../dataset/types.ts';
import type { Dependence } from '../inference/leastSquares/dependence.ts';
import type { Column } from './columns.ts';
import type { Estimate, RefusalReason } from './contract.ts';
import { exposure } from './media.ts';

export type Refused = Extract<Estimate, { readonly status: 'refused' }>;

export function refuse(reason: RefusalReason, detail: string): Refused {
  return { status: 'refused', reason, detail };
}

/** @param what is counted: `columns`, `unpenalized columns` */
export function refuseTooMany(columns: number, rows: number, what = 'columns'): Refused {
  return refuse('more-columns-than-rows', `${columns} ${what} for ${rows} rows`);
}

/** Channels that no regression can learn about: without spend in the window, or with the same in every period of every
 *  geo. All of them are named, in one refusal. */
export function refuseChannels(dataset: Dataset, channels: readonly Channel[]): Refused | undefined {
  const zero = channels.filter((channel) => exposure(channel).window.every((x) => x === 0));
  if (zero.length > 0) return refuse('all-zero-channel', `no spend in the window: ${named(zero)}`);
  const constant = channels.filter((channel) => isConstant(exposure(channel).window, dataset.periods));
  if (constant.length > 0) return refuse('constant-channel', `the same spend in every period: ${named(constant)}`);
  return undefined;
}

/** Channels whose spend varies but whose transformed spend does not: a curve that is saturated throughout. */
export function refuseFlatColumns(columns: readonly Column[], periods: number): Refused | undefined {
  const flat = columns.filter(({ role, values }) => role === 'channel' && isConstant(values, periods));
  return flat.length > 0 ? refuse('constant-channel', `the curves leave no variation: ${named(flat)}`) : undefined;
}

/** Which columns are combinations of which. */
export function refuseDependent(columns: readonly Column[], dependent: readonly Dependence[]): Refused {
  const name = (j: number) => columns[j]!.name;
  const parts = dependent.map(({ column, on }) =>
    on.length === 0
      ? `${name(column)} is 0 throughout`
      : `${name(column)} is a combination of ${on.map(name).join(', ')}`,
  );
  return refuse('rank-deficient', parts.join('; '));
}

/** Does no geo's series move? */
function isConstant(values: Float64Array, periods: number): boolean {
  return values.every((value, i) => value === values[i - (i % periods)]);
}

function named(items: readonly { readonly name: string }[]): string {
  return items.map(({ name }) => name).join(', ');
}
