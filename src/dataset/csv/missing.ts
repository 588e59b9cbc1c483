import type { Problem } from '../../core/errors.ts';
import { dropMissing } from './drop.ts';
import { interpolateMissing } from './interpolate.ts';
import type { Mended, Roles } from './roles.ts';
import type { Table } from './table.ts';

/** What to do with periods without a row and cells without a value. */
export const missingPolicies = ['fail', 'interpolate', 'drop'] as const;

export type MissingPolicy = (typeof missingPolicies)[number];

/** Under `fail` the table is left as it is; reading it then names everything that is missing.
 *  @param problems gets what cannot be mended */
export function mend(table: Table, roles: Roles, policy: MissingPolicy, problems: Problem[]): Mended {
  if (policy === 'interpolate') return interpolateMissing(table, roles, problems);
  return policy === 'drop' ? dropMissing(table, roles) : { table, done: [] };
}
