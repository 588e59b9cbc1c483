import { channelOrder } from './laws/channelOrder.ts';
import { constantColumn } from './laws/constantColumn.ts';
import { currency } from './laws/currency.ts';
import { determinism } from './laws/determinism.ts';
import { containsPoint, nestedLevels } from './laws/intervals.ts';
import { noNaN } from './laws/noNaN.ts';
import { statuses } from './laws/statuses.ts';
import { timeShift } from './laws/timeShift.ts';
import { zeroSpend } from './laws/zeroSpend.ts';
import type { Law } from './types.ts';

/** What every estimator owes, in the order in which it is checked. */
export const laws: readonly Law[] = [
  statuses,
  noNaN,
  determinism,
  containsPoint,
  nestedLevels,
  currency,
  channelOrder,
  timeShift,
  constantColumn,
  zeroSpend,
];
