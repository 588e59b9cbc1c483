import { asAnalyzed } from './asAnalyzed.ts';
import type { Policy } from './policy.ts';
import { strict, strictUpper } from './strict.ts';

/** Every cell is scored under each of these, from the same rows. @see statistics.md §4 */
export const policies: readonly Policy[] = [asAnalyzed, strict, strictUpper];
