import { toKeepTheContract } from '../contract/toKeepTheContract.ts';
import { toBeNoWorseThan } from './toBeNoWorseThan.ts';
import { toBeUnbiased } from './toBeUnbiased.ts';
import { toCoverNominally } from './toCoverNominally.ts';
import { toHaveUniformRanks } from './toHaveUniformRanks.ts';
import { toRecoverRoas } from './toRecoverRoas.ts';

/** For `expect.extend` of vitest and of jest. */
export const matchers = {
  toBeUnbiased,
  toCoverNominally,
  toHaveUniformRanks,
  toRecoverRoas,
  toBeNoWorseThan,
  toKeepTheContract,
};
