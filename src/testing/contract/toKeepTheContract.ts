import type { MatcherResult } from '../matchers/types.ts';
import type { Subject } from '../trial/subject.ts';
import type { ContractOptions } from './bench.ts';
import { estimatorContract } from './estimatorContract.ts';

/** `estimatorContract` as a matcher.
 *  @example await expect(mine).toKeepTheContract() */
export async function toKeepTheContract(received: unknown, options: ContractOptions = {}): Promise<MatcherResult> {
  const { pass, message } = await estimatorContract(received as Subject, options);
  return { pass, message: () => `toKeepTheContract: ${message}` };
}
